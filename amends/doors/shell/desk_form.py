"""The form for how a desk is called, reached and open, at set-up and in the office."""

from functools import cache
from zoneinfo import available_timezones

from django import forms

from amends.craft.hours import parse_holidays, parse_hours
from amends.craft.refusal import Refused
from amends.desk.policies.actions import Desk
from amends.desk.policies.models import MEGABYTE, DeskSettings
from amends.doors.shell.refusals import words_for

HOURS_HELP = "Like Mon-Fri 09:00-17:00, Sat 10:00-14:00. Minutes and hours of what is owed count in these."
LEAST_MEGABYTES, MOST_MEGABYTES = 1, 200


@cache
def zones() -> list[tuple[str, str]]:
    """Return the time zones as choices, by region and town."""
    towns = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [(name, name.replace("_", " ")) for name in ["UTC", *towns]]


class DeskForm(forms.Form):
    """How the desk is called, reached and open."""

    name = forms.CharField(label="Name", max_length=120, help_text="Customers read it in mails and on their page.")
    public_url = forms.URLField(
        label="Public address",
        assume_scheme="https",
        help_text="Where browsers reach this desk from outside. Links in mails are made from it alone.",
    )
    phone = forms.CharField(
        label="Phone", max_length=40, required=False, help_text="Shown to customers beside the name of their agent."
    )
    zone = forms.ChoiceField(label="Time zone", choices=zones)
    hours = forms.CharField(
        label="Working hours", max_length=400, widget=forms.Textarea(attrs={"rows": 2}), help_text=HOURS_HELP
    )
    holidays = forms.CharField(
        label="Holidays",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line: 2026-12-25 Christmas, or a run like 2026-12-24..2026-12-31.",
    )
    language = forms.ChoiceField(
        label="Language of customers",
        choices=[("en", "English"), ("de", "German")],
        help_text="For mails to customers whose own language is not known.",
    )

    def clean_hours(self) -> str:
        """Read the hours."""
        hours: str = self.cleaned_data["hours"]
        try:
            parse_hours(hours)
        except Refused as refusal:
            raise forms.ValidationError(words_for(refusal)) from refusal
        return hours

    def clean_holidays(self) -> str:
        """Read the holidays."""
        holidays: str = self.cleaned_data["holidays"]
        try:
            parse_holidays(holidays)
        except Refused as refusal:
            raise forms.ValidationError(words_for(refusal)) from refusal
        return holidays

    @staticmethod
    def filled(settings: DeskSettings) -> dict[str, object]:
        """Return the settings as what the form begins with."""
        return {name: getattr(settings, name) for name in DeskForm.base_fields}

    def desk(self) -> Desk:
        """Return what was filled in, for the action that keeps it."""
        return Desk(**self.cleaned_data)


class WholeDeskForm(DeskForm):
    """The same with what only a running desk has to decide."""

    sends_receipts = forms.BooleanField(
        label="A new customer gets a receipt with the number of the case and when a person answers", required=False
    )
    nudges_by_text = forms.BooleanField(
        label="A customer who stays silent is asked again by itself, with the text “Nudge”", required=False
    )
    megabytes = forms.IntegerField(
        label="Largest mail taken in, in MB",
        min_value=LEAST_MEGABYTES,
        max_value=MOST_MEGABYTES,
        help_text="A larger one is kept and lies on the pile, unread.",
    )

    @staticmethod
    def filled(settings: DeskSettings) -> dict[str, object]:
        """Return the settings as what the form begins with."""
        switched = {name: getattr(settings, name) for name in ("sends_receipts", "nudges_by_text")}
        return {**DeskForm.filled(settings), **switched, "megabytes": settings.max_mail_bytes // MEGABYTE}

    def desk(self) -> Desk:
        """Return what was filled in, for the action that keeps it."""
        given = dict(self.cleaned_data)
        return Desk(max_mail_bytes=given.pop("megabytes") * MEGABYTE, **given)
