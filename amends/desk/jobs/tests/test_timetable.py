"""Sweeps run when they are due, all of them when the clock was moved, and none can stop the rest."""

from datetime import datetime

from amends.desk.jobs.tests.conftest import Hand
from amends.desk.jobs.timetable import Every, Timetable


class Diary:
    """Writes down when its sweeps were called."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, datetime]] = []

    def sweep(self, name: str):
        return lambda *, now: self.entries.append((name, now))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.entries]


def run_for(table: Timetable, clock: Hand, seconds: int, *, since: int = 0) -> None:
    for second in range(since, since + seconds):
        table.tick(float(second))
        clock.advance(seconds=1)


def explode(*, now: datetime) -> None:
    raise RuntimeError


def test_each_sweep_runs_at_once_and_then_at_its_own_pace(clock):
    diary = Diary()
    table = Timetable([Every(1, diary.sweep("second")), Every(3, diary.sweep("third"))], clock=clock)

    run_for(table, clock, 4)

    assert diary.names.count("second") == 4
    assert diary.names.count("third") == 2


def test_a_sweep_that_fails_stops_neither_the_others_nor_its_next_turn(clock):
    diary = Diary()
    table = Timetable([Every(1, explode), Every(1, diary.sweep("after"))], clock=clock)

    run_for(table, clock, 3)

    assert diary.names == ["after"] * 3


def test_a_sweep_that_goes_on_failing_is_told_of_once_a_minute(clock, caplog):
    table = Timetable([Every(1, explode)], clock=clock)

    run_for(table, clock, 61)

    assert len(caplog.records) == 2


def test_a_clock_that_jumps_makes_everything_due(clock):
    diary = Diary()
    table = Timetable([Every(3600, diary.sweep("hourly"))], clock=clock)
    run_for(table, clock, 3)

    clock.advance(days=1)
    run_for(table, clock, 3, since=3)

    assert diary.names == ["hourly", "hourly"]


def test_a_sweep_is_told_the_desks_time(clock):
    diary = Diary()

    Timetable([Every(1, diary.sweep("now"))], clock=clock).tick(0.0)

    assert diary.entries == [("now", clock.now)]
