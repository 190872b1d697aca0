"""Changes to people that owe nothing: a customer's card, an agent's own settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from amends.craft.refusal import Malformed, NotAllowed
from amends.desk.people.models import Address, Agent, Customer
from amends.desk.people.rules import normal_address


@dataclass(frozen=True, slots=True)
class Changes:
    """A customer's card as it was filled in; `addresses` are added, as (kind, value).

    `own` are values of the desk's own fields, by name; an empty one forgets what was there.
    """

    name: str
    salutation: str
    language: str
    notes: str
    addresses: tuple[tuple[str, str], ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def change_customer(customer: Customer, changes: Changes) -> None:
    """Write a customer's card anew.

    Raises NotAllowed where an address belongs to another customer, Malformed for an email that is none.
    """
    customer.name, customer.salutation = changes.name.strip()[:200], changes.salutation.strip()[:80]
    customer.language, customer.notes = changes.language.strip()[:8] or "en", changes.notes.strip()
    told = {**customer.own, **{name: value.strip()[:80] for name, value in changes.own.items()}}
    customer.own = {name: value for name, value in told.items() if value}
    customer.save(update_fields=["name", "salutation", "language", "notes", "own"])
    for kind, value in changes.addresses:
        _add_address(customer, kind, value)


def _add_address(customer: Customer, kind: str, value: str) -> None:
    value = normal_address(kind, value)
    if kind == Address.Kind.EMAIL:
        try:
            validate_email(value)
        except ValidationError as error:
            raise Malformed("addresses", value=value) from error
    made, _ = Address.objects.get_or_create(kind=kind, value=value, defaults={"customer": customer})
    if made.customer_id != customer.pk:
        raise NotAllowed("address_taken", value=value)


def set_preferences(agent: Agent, *, display_name: str, signature: str, shortcuts: bool) -> None:
    """Keep what agents choose for themselves."""
    agent.display_name, agent.signature = display_name.strip()[:120], signature.strip()[:2000]
    agent.shortcuts = shortcuts
    agent.save(update_fields=["display_name", "signature", "shortcuts"])
