"""The portal speaks German completely, and the compiled texts are those of the readable file."""

import re
from gettext import GNUTranslations
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation

from amends.doors.portal.pages import CodePage, ShutPage

PORTAL = Path(__file__).parents[1]
MESSAGES = PORTAL / "locale/de/LC_MESSAGES"


def _compiled() -> dict[str, str]:
    with (MESSAGES / "django.mo").open("rb") as compiled:
        return {str(key): str(value) for key, value in vars(GNUTranslations(compiled))["_catalog"].items() if key}


def _readable() -> dict[str, str]:
    text = (MESSAGES / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', text, re.MULTILINE)
    return {_unescaped(key): _unescaped(value) for key, value in pairs}


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def test_the_compiled_texts_are_the_readable_ones() -> None:
    assert _compiled() == _readable()


def test_every_text_of_the_pages_is_in_german() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PORTAL.glob("templates/**/*.html")))
    short = re.findall(r'{% translate "([^"]+)" %}', pages)
    long = re.findall(r"{% blocktranslate[^%]*%}(.+?){% endblocktranslate %}", pages)
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PORTAL.glob("*.py")))
    said = re.findall(r'\b_\("([^"]+)"\)', code)
    texts = {*short, *said, *(re.sub(r"{{ (\w+) }}", r"%(\1)s", text) for text in long)}

    assert texts == set(_readable())


def test_a_german_customer_reads_german() -> None:
    page = CodePage(url="/p/x/", desk="Vogel", language="de", address="i…@example.org")

    with translation.override("de"):
        html = render_to_string("portal/code.html", {"page": page})

    assert "Sind Sie es?" in html
    assert '<html lang="de"' in html


def test_pages_are_kept_out_of_indexes_and_referrers() -> None:
    html = render_to_string("portal/shut.html", {"page": ShutPage(desk="Vogel", language="en", why="ended")})

    assert 'name="robots" content="noindex' in html
    assert 'name="referrer" content="no-referrer"' in html
