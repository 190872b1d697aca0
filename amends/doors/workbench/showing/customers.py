"""A customer as a card and as a page."""

from typing import TYPE_CHECKING

from django.utils.formats import date_format

from amends.doors.workbench.pages import Choice, CustomerAddress, CustomerForm
from amends.doors.workbench.showing.rows import channel_of

if TYPE_CHECKING:
    from amends.desk.people.models import Address, Customer
    from amends.doors.shell.viewer import Viewer

LANGUAGES = {"en": "English", "de": "Deutsch"}


def form_of(customer: "Customer", *, errors: tuple[str, ...] = ()) -> CustomerForm:
    """Return the editable fields of a customer."""
    names = {**LANGUAGES, customer.language: LANGUAGES.get(customer.language, customer.language)}
    return CustomerForm(
        url=f"/customers/{customer.pk}/",
        name=customer.name,
        salutation=customer.salutation,
        languages=tuple(Choice(code, name, chosen=code == customer.language) for code, name in names.items()),
        notes=customer.notes,
        addresses=tuple(_address(address) for address in customer.addresses.all()),
        errors=errors,
    )


def _address(address: "Address") -> CustomerAddress:
    proof = "our mail to it came back" if address.failed_at else "" if address.permitted else "no follow-ups here"
    return CustomerAddress(id=address.pk, channel=channel_of(address.kind), text=address.value, proof=proof)


def since(customer: "Customer", viewer: "Viewer") -> str:
    """Return since when we know the customer."""
    return f"customer since {date_format(customer.since.astimezone(viewer.zone), 'F Y')}"
