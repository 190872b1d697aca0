"""The forms by which rules of the house are written: one for each kind, and one for those written in full."""

from typing import TYPE_CHECKING, Final

from django import forms

from amends.desk.advice.house import HouseCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amends.desk.advice.house import Kind

KINDS: "Final[Mapping[Kind, str]]" = {
    "never": "Never say",
    "name": "Spelt like this",
    "always": "In every reply",
    "length": "Not longer than",
    "written": "In full",
}
TITLES: "Final[Mapping[Kind, str]]" = {
    "never": "Words we never say",
    "name": "Names, spelt right",
    "always": "What every reply has",
    "length": "How long a reply may be",
    "written": "Written in full",
}
SEVERITIES: Final = [("warning", "As something to make better"), ("hint", "Only as a hint")]
LONGEST: Final = 20_000
AS_CODE: Final = {
    "rows": 12,
    "data-autosize": "",
    "spellcheck": "false",
    "autocapitalize": "off",
    "class": "in-full",
}
EXAMPLE: Final = """theme = "Our house"

[[rule]]
id = "house.cheap"
why = "Our things are not cheap"

[rule.en]
phrases = ["cheap*", "(low|bargain) (price|prices)"]
unless = ["not cheap"]
suggestion = "Write “good value”."
bad = ["It is the cheapest pump we have."]
good = ["It is good value."]
"""


def _lines(label: str, words: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "data-autosize": ""})
    return forms.CharField(label=label, help_text=words, widget=widget, max_length=8000)


def _line(label: str, words: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=words, max_length=200, required=False)


def _why() -> forms.CharField:
    return _line("Why", "Agents read it beside the words. A reason convinces.")


def _severity() -> forms.ChoiceField:
    return forms.ChoiceField(label="The coach says it", choices=SEVERITIES, initial="warning")


class HouseForm(forms.Form):
    """A rule as one of the forms takes it; `shown` are its fields in their order."""

    kind: "Kind" = "never"
    shown: tuple[str, ...] = ("words", "instead", "why", "severity")

    @property
    def card(self) -> HouseCard:
        """The form as the desk takes it."""
        given = self.cleaned_data
        return HouseCard(
            kind=self.kind,
            words=tuple(str(given.get("words", "")).splitlines()),
            instead=given.get("instead", ""),
            why=given.get("why", ""),
            severity=given.get("severity") or "warning",
            document=given.get("document", ""),
        )


class NeverForm(HouseForm):
    """Never say this, say that."""

    kind = "never"
    words = _lines(
        "Never say",
        "One wording a line, in any language. A star stands for any ending: refund* finds refunds and refunded.",
    )
    instead = _line("Say instead", "One click puts it into the reply.")
    why = _why()
    severity = _severity()


class NameForm(HouseForm):
    """A name as it is to be spelt."""

    kind = "name"
    shown = ("words", "why", "severity")
    words = _lines(
        "Spelt like this",
        "One name a line, as it is written: AquaPump 300 is missed in aquapump 300, Aqua-Pump 300 and Aqua pump 300.",
    )
    why = _why()
    severity = _severity()


class AlwaysForm(HouseForm):
    """Something that every reply has."""

    kind = "always"
    words = _lines("Every reply has one of these", "One wording a line; any one of them is enough.")
    instead = _line("Suggest", "A sentence that agents can take as it is.")
    why = _why()
    severity = _severity()


class LengthForm(HouseForm):
    """How long a reply may be."""

    kind = "length"
    shown = ("words", "why", "severity")
    words = forms.CharField(label="Words at most", max_length=5, help_text="A printed page has some 250.")
    why = _why()
    severity = _severity()


class WrittenForm(HouseForm):
    """A rule in the language of the coach's own rules."""

    kind = "written"
    shown = ("document",)
    document = forms.CharField(
        label="The rule as text",
        strip=False,
        max_length=LONGEST,
        initial=EXAMPLE,
        widget=forms.Textarea(
            attrs={"rows": 12, "data-autosize": "", "spellcheck": "false", "autocapitalize": "off", "class": "in-full"}
        ),
    )


_ALL: Final[tuple[type[HouseForm], ...]] = (NeverForm, NameForm, AlwaysForm, LengthForm, WrittenForm)
FORMS: "Final[Mapping[str, type[HouseForm]]]" = {form.kind: form for form in _ALL}
STARTERS: Final = (
    ("“no problem”: say “gladly”", "kind=never&words=no+problem&instead=gladly&why=Nobody+said+there+was+one"),
    ("“as per”: say “as”", "kind=never&words=as+per&instead=as"),
    ("“the customer” in a letter to them: say “you”", "kind=never&words=the+customer&instead=you"),
    ("the name of your product, spelt right", "kind=name&words=AquaPump+300"),
    ("your number in every reply", "kind=always&words=0800+1234&instead=Call+me+on+0800+1234."),
)
"""Rules to begin with, in words, and how they fill the form in."""
