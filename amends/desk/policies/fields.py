"""Fields of the desk's own: what people say of customers, for conditions and fairness; never inferred."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Malformed, Missing
from amends.desk.policies.models import Field

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_CHOICES, LONGEST_CHOICE, LEAST_GROUPS = 40, 80, 2
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class FieldCard:
    """What a field is called and takes; without choices any text."""

    label: str
    choices: tuple[str, ...] = ()
    groups_concessions: bool = False


def own_fields() -> "QuerySet[Field]":
    """Return all fields of the desk's own, by label."""
    return Field.objects.all()


@transaction.atomic
def add_field(name: str, card: FieldCard) -> Field:
    """Add a field; policies write its name after "own.", so the name stays.

    Raises Malformed for a name that can't be written there, AlreadyDone for one that is taken, and as `change_field`.
    """
    name = name.strip()
    if not _NAME.fullmatch(name):
        raise Malformed("field_name", value=name)
    if Field.objects.filter(name=name).exists():
        raise AlreadyDone("field_there", name=name)
    field = Field(name=name)
    _fill(field, card)
    field.save()
    return field


@transaction.atomic
def change_field(field: Field, card: FieldCard) -> None:
    """Change all of a field but its name; what was said of customers before stays as it was said.

    Raises Missing without a label, or ("field_choices") for groups to compare without two choices at least; Malformed
    ("field_many") for more or longer choices than can be chosen from.
    """
    _fill(field, card)
    field.save(update_fields=["label", "choices", "groups_concessions"])


def _fill(field: Field, card: FieldCard) -> None:
    label = card.label.strip()
    choices = tuple(dict.fromkeys(" ".join(choice.split()) for choice in card.choices if choice.strip()))
    if not label:
        raise Missing("name")
    if card.groups_concessions and len(choices) < LEAST_GROUPS:
        raise Missing("field_choices")
    if len(choices) > MOST_CHOICES or any(len(choice) > LONGEST_CHOICE for choice in choices):
        raise Malformed("field_many", most=MOST_CHOICES, longest=LONGEST_CHOICE)
    field.label, field.choices, field.groups_concessions = label[:80], "\n".join(choices), card.groups_concessions
