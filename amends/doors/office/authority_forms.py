"""The forms of the authority pages: a limit, a first currency, a question to the table, and who is called."""

from typing import TYPE_CHECKING, Any

from django import forms

from amends.craft.policy import REMEDIES, is_money
from amends.desk.offers.ledger import usual_currency
from amends.desk.owed.rules import exact
from amends.desk.people.levels import levels
from amends.desk.people.models import Agent, Level, Team
from amends.desk.people.staff import colleagues
from amends.desk.people.teams import teams
from amends.desk.policies.granting import Grant, named
from amends.desk.policies.models import ANY
from amends.doors.office.money_field import MoneyField
from amends.doors.shell.policy_words import REMEDIES as WORDS

if TYPE_CHECKING:
    from django.http import QueryDict

    from amends.desk.policies.models import Authority

ANYTHING = "Anything"
TOPICS = {
    "safety": ("Danger to somebody", "Called at once when somebody writes of danger, injury or fire."),
    "legal": ("The law", "Called at once when somebody writes of lawyers, courts or authorities."),
    "senior": (
        "Whatever went round too often",
        "Owns it to the end where we passed somebody about or failed twice.",
    ),
}


def remedy_words(remedy: str) -> str:
    """Return what a remedy is called; "any" is anything."""
    return ANYTHING if remedy == ANY else next((words for name, words in WORDS.items() if name == remedy), remedy)


class LimitForm(forms.Form):
    """One row of authority."""

    level: "forms.ModelChoiceField[Level]" = forms.ModelChoiceField(
        Level.objects.none(), label="From this level upwards", required=False, empty_label="Everybody"
    )
    team: "forms.ModelChoiceField[Team]" = forms.ModelChoiceField(
        Team.objects.none(), label="In this team", required=False, empty_label="Every team"
    )
    remedy = forms.ChoiceField(
        label="What they may give",
        choices=[(ANY, ANYTHING), *((name, words) for name, words in WORDS.items() if name in REMEDIES)],
        help_text="“Anything” without amounts means what has no price: replacement, repair, pause.",
    )
    per_case = MoneyField(label="At most in a case", required=False)
    per_customer = MoneyField(label="At most for a customer", required=False)
    period_days = forms.IntegerField(
        label="… within so many days",
        required=False,
        min_value=1,
        max_value=3660,
        help_text="Left empty, all that the customer ever got counts.",
    )

    def __init__(self, data: "QueryDict | None" = None, *, row: "Authority | None" = None) -> None:
        """Begin with a row that is there."""
        super().__init__(data, initial=_initial(row) if row is not None else None)
        self._offer("level", levels())
        self._offer("team", teams())

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = choices

    def grant(self) -> Grant:
        """Return the row as filled in."""
        return Grant(**self.cleaned_data)


class BeginForm(forms.Form):
    """The currency of the usual limits."""

    currency = forms.CharField(label="Currency", max_length=3, help_text="Its three letters. The rows can be changed.")

    def __init__(self, data: "QueryDict | None" = None) -> None:
        """Begin with the currency in which this desk promised most."""
        super().__init__(data, initial={"currency": usual_currency()})

    def clean_currency(self) -> str:
        """Return it in capitals."""
        return str(self.cleaned_data["currency"]).strip().upper()


class TryForm(forms.Form):
    """A question to the table: may this person give that?"""

    who: "forms.ModelChoiceField[Agent]" = forms.ModelChoiceField(Agent.objects.none(), label="Who", empty_label=None)
    remedy = forms.ChoiceField(label="What", choices=[(name, WORDS[name]) for name in REMEDIES])
    amount = MoneyField(label="How much", required=False)

    def __init__(self, data: "QueryDict | None" = None) -> None:
        """Offer everybody who works here."""
        super().__init__(data)
        who = self.fields["who"]
        assert isinstance(who, forms.ModelChoiceField)
        who.queryset = colleagues()

    def clean(self) -> dict[str, Any]:
        """Leave the amount out of what has no price."""
        given = super().clean() or {}
        remedy = given.get("remedy", "refund")
        if not is_money(remedy):
            given["amount"] = None
        elif given.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "How much, like 49.90 EUR?")
        return given


class CalledForm(forms.Form):
    """Who is called for danger, for the law, and as the senior."""

    def __init__(self, data: "QueryDict | None" = None) -> None:
        """Begin with who is named now."""
        super().__init__(data, initial={topic: person.pk for topic, person in named().items()})
        for topic, (label, words) in TOPICS.items():
            self.fields[topic] = forms.ModelChoiceField(
                colleagues(), label=label, help_text=words, required=False, empty_label="Nobody: a lead"
            )

    def called(self) -> "dict[str, Agent | None]":
        """Return who was chosen for what."""
        return dict(self.cleaned_data)


def _initial(row: "Authority") -> dict[str, object]:
    return {
        "level": row.level_id,
        "team": row.team_id,
        "remedy": row.remedy,
        "per_case": exact(row.per_case, row.currency) or "",
        "per_customer": exact(row.per_customer, row.currency) or "",
        "period_days": row.period_days,
    }
