"""A customer as a card and as a page."""

from typing import TYPE_CHECKING

from django.utils.formats import date_format

from amends.doors.workbench.pages import Choice, CustomerAddress, CustomerForm, OwnField
from amends.doors.workbench.showing.rows import channel_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amends.desk.people.models import Address, Customer
    from amends.desk.policies.models import Field
    from amends.doors.shell.viewer import Viewer

LANGUAGES = {"en": "English", "de": "Deutsch"}


def form_of(customer: "Customer", *, errors: tuple[str, ...] = (), fields: "Iterable[Field]" = ()) -> CustomerForm:
    """Return the editable fields of a customer, with those of the desk's own `fields`."""
    names = {**LANGUAGES, customer.language: LANGUAGES.get(customer.language, customer.language)}
    return CustomerForm(
        url=f"/customers/{customer.pk}/",
        name=customer.name,
        salutation=customer.salutation,
        languages=tuple(Choice(code, name, chosen=code == customer.language) for code, name in names.items()),
        notes=customer.notes,
        addresses=tuple(_address(address) for address in customer.addresses.all()),
        errors=errors,
        own=tuple(_own(field, customer) for field in fields),
    )


def _own(field: "Field", customer: "Customer") -> OwnField:
    choices = tuple(line.strip() for line in field.choices.splitlines() if line.strip())
    return OwnField(field.name, field.label, str(customer.own.get(field.name, "")), choices)


def _address(address: "Address") -> CustomerAddress:
    proof = "our mail to it came back" if address.failed_at else "" if address.permitted else "no follow-ups here"
    return CustomerAddress(id=address.pk, channel=channel_of(address.kind), text=address.value, proof=proof)


def since(customer: "Customer", viewer: "Viewer") -> str:
    """Return since when we know the customer."""
    return f"customer since {date_format(customer.since.astimezone(viewer.zone), 'F Y')}"
