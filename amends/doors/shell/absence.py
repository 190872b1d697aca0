"""Being away: the form that says until when and who stands in, and how it is said afterwards."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django import forms
from django.utils.formats import date_format

from amends.desk.people.models import Agent
from amends.desk.people.staff import colleagues

if TYPE_CHECKING:
    from django.http import QueryDict

    from amends.doors.shell.viewer import Viewer

WRITTEN = "%Y-%m-%dT%H:%M"


class AbsenceForm(forms.Form):
    """Until when somebody is away, in the desk's zone, and who decides for them meanwhile."""

    until = forms.DateTimeField(
        label="Away until",
        input_formats=[WRITTEN, "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=WRITTEN),
    )
    deputy: "forms.ModelChoiceField[Agent]" = forms.ModelChoiceField(
        Agent.objects.none(), label="Deputy", required=False, empty_label="Nobody"
    )

    def __init__(self, data: "QueryDict | None", viewer: "Viewer", agent: Agent) -> None:
        """Begin with the absence and the deputy that are known."""
        self._zone = viewer.zone
        until = agent.away_until.astimezone(viewer.zone).strftime(WRITTEN) if agent.away_until else ""
        super().__init__(data, initial={"until": until, "deputy": agent.deputy_id}, prefix="away")
        field = self.fields["deputy"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues(agent)

    def absent_until(self) -> datetime:
        """Return the instant: the time was written as clocks show it where the desk is."""
        written: datetime = self.cleaned_data["until"]
        return written.replace(tzinfo=self._zone).astimezone(UTC)

    def stand_in(self) -> Agent | None:
        """Return who was chosen to decide meanwhile."""
        chosen: Agent | None = self.cleaned_data["deputy"]
        return chosen


def away_words(agent: Agent, viewer: "Viewer") -> str:
    """Say until when an agent is away; nothing where they are here."""
    if agent.away_until is None or agent.away_until <= viewer.now:
        return ""
    until = date_format(agent.away_until.astimezone(viewer.zone), "l j F, H:i")
    deputy = f" {agent.deputy.public_name} decides meanwhile." if agent.deputy else ""
    return f"Away until {until}.{deputy}"
