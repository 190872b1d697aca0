"""How this desk is called, reached and open: one row of settings."""

import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import models

from amends.craft.hours import Calendar, parse_holidays, parse_hours
from amends.craft.journey import Times
from amends.desk.people import sql

if TYPE_CHECKING:
    from collections.abc import Mapping

MEGABYTE = 1024 * 1024
_shared: "dict[str, DeskSettings]" = {}


@lru_cache(maxsize=8)
def _calendar(zone: str, hours: str, holidays: str) -> Calendar:
    return Calendar(zone=ZoneInfo(zone), week=parse_hours(hours), holidays=parse_holidays(holidays))


@lru_cache(maxsize=8)
def _times(pairs: tuple[tuple[str, int], ...]) -> Times:
    return Times.of(dict(pairs))


class DeskSettings(models.Model):
    """The one row that says how this desk works; edited in the office."""

    name = models.CharField(max_length=120, default="Our desk")
    public_url = models.URLField(default="http://127.0.0.1:8000")
    phone = models.CharField(max_length=40, blank=True, help_text="Shown to customers beside the name of their agent.")
    language = models.CharField(max_length=8, default="en")
    zone = models.CharField(max_length=64, default="Europe/Berlin")
    hours = models.CharField(max_length=400, default="Mon-Fri 09:00-17:00")
    holidays = models.TextField(blank=True, help_text="One date a line, YYYY-MM-DD.")
    times = models.JSONField(default=dict, blank=True, help_text="Only what differs from the default journey.")
    max_mail_bytes = models.PositiveBigIntegerField(default=25 * MEGABYTE)
    sends_receipts = models.BooleanField(default=True)
    nudges_by_text = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(null=True, blank=True)
    setup_token = models.CharField(max_length=64, blank=True)
    stamp = models.BigIntegerField(default=0, editable=False)
    clock_offset = models.BigIntegerField(default=0, help_text="Seconds; only the demo moves its clock.")

    def __str__(self) -> str:
        return self.name

    def save(self, *given: Any, **named: Any) -> None:
        """Save under a new stamp, so that those who share the row read it anew."""
        self.stamp = secrets.randbits(48)
        if named.get("update_fields") is not None:
            named["update_fields"] = {*named["update_fields"], "stamp"}
        super().save(*given, **named)

    @classmethod
    def current(cls) -> "DeskSettings":
        """Return the one row, made with defaults on a fresh desk."""
        return cls.objects.filter(pk=1).first() or cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def shared(cls) -> "DeskSettings":
        """Return the row for reading only: the same object as long as nobody, in any process, has saved it anew."""
        stamp = sql.first("SELECT stamp FROM policies_desksettings WHERE id = %s", [1])
        known = _shared.get("row")
        if known is None or stamp is None or known.stamp != stamp:
            known = _shared["row"] = cls.current()
        return known

    @property
    def calendar(self) -> Calendar:
        """The desk's open hours in its zone."""
        return _calendar(self.zone, self.hours, self.holidays)

    @property
    def journey_times(self) -> Times:
        """How soon what is owed is due."""
        values: Mapping[str, Any] = self.times
        return _times(tuple(sorted((name, int(value)) for name, value in values.items())))
