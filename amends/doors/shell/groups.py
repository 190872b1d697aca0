"""Fields of forms gathered under titles, as `shell/parts/fieldgroups.html` writes them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.forms.forms import BaseForm

type Names = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A titled card of rows, each of one field or of a few side by side; `errors` are those of the whole form.

    `only` names the choices on the page with which the card counts; style sheets hide it with others.
    """

    title: str
    rows: tuple[tuple[BoundField, ...], ...]
    words: str = ""
    errors: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


def group_of(
    form: BaseForm,
    title: str,
    names: Sequence[Names] = (),
    *,
    words: str = "",
    errors: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
) -> FieldGroup:
    """Return fields of a form as a group: those named, or all, one a row; a tuple of names is one row."""
    rows = [(name,) if isinstance(name, str) else name for name in names or list(form.fields)]
    return FieldGroup(title, tuple(tuple(form[name] for name in row) for row in rows), words, errors, only)


def faults_of(form: BaseForm) -> tuple[str, ...]:
    """Return what is wrong with a form as a whole, for the first of its groups."""
    return tuple(str(error) for error in form.non_field_errors())
