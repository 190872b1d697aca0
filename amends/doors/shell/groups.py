"""Fields of forms gathered under titles, as `shell/parts/fieldgroups.html` writes them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.forms.forms import BaseForm


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A titled card of fields; `errors` are those of its form as a whole."""

    title: str
    fields: tuple[BoundField, ...]
    words: str = ""
    errors: tuple[str, ...] = ()


def group_of(
    form: BaseForm, title: str, names: Sequence[str] = (), *, words: str = "", errors: tuple[str, ...] = ()
) -> FieldGroup:
    """Return fields of a form as a group: those named, or all with what is wrong with the whole of it."""
    if names:
        return FieldGroup(title, tuple(form[name] for name in names), words, errors)
    return FieldGroup(title, tuple(form), words, faults_of(form))


def faults_of(form: BaseForm) -> tuple[str, ...]:
    """Return what is wrong with a form as a whole, for the first of its groups."""
    return tuple(str(error) for error in form.non_field_errors())
