"""Templates compile, name only files and icons that exist, and tags write what they should."""

import re
from importlib.resources import files
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template

from amends.doors.shell.moments import Moment
from amends.doors.shell.templatetags.shell import icon, moment, tone
from amends.doors.shell.tones import tone_of
from amends.doors.workbench.pages import CHANNEL_ICONS

DOORS = Path(__file__).parents[2]
TEMPLATES = sorted(path for path in DOORS.glob("*/templates/**/*.html") if "account" not in path.parts)
TEXTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOORS.glob("*/templates/**/*.html")))


def test_every_template_compiles() -> None:
    names = [path.as_posix().split("/templates/", 1)[1] for path in TEMPLATES]

    assert all(get_template(name) for name in names)
    assert names


def test_every_static_file_that_a_page_names_exists() -> None:
    names = set(re.findall(r"{% static '([^']+)' %}", TEXTS))

    assert names
    assert not {name for name in names if finders.find(name) is None}


def test_every_icon_that_a_page_names_is_in_the_kept_set() -> None:
    kept = {path.name.removesuffix(".svg") for path in files("amends.doors.shell").joinpath("icons").iterdir()}

    assert not ({*re.findall(r'{% icon "([^"]+)" %}', TEXTS)} | {*CHANNEL_ICONS.values()}) - kept


def test_an_icon_is_drawn_inline_and_is_silent() -> None:
    drawn = icon("phone")

    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path')
    assert "\n" not in drawn


def test_a_moment_is_written_for_people_and_programs() -> None:
    written = moment(Moment(iso="2026-03-04T10:00:00+00:00", words="11:00", full='Wednesday "4"'))

    assert written == '<time datetime="2026-03-04T10:00:00+00:00" title="Wednesday &quot;4&quot;">11:00</time>'


def test_a_tone_is_a_word_with_a_shape() -> None:
    shown = tone_of("angry", before="confused")

    assert (shown.shape, shown.words, shown.look) == ("▲", "confused → angry", "late")
    assert "confused → angry" in tone(shown)


def test_a_tone_that_stays_is_said_once() -> None:
    assert tone_of("calm", before="calm").words == "calm"
