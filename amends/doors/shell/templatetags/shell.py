"""Tags every page may load: an icon, a moment, a tone's chip, a person's mark."""

import re
from functools import cache
from importlib.resources import files

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from amends.doors.shell.moments import Moment
from amends.doors.shell.tones import Tone

register = template.Library()

_SHAPES = re.compile(r"<svg[^>]*>(?P<shapes>.*)</svg>", re.DOTALL)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon of the kept set inline; it takes the colour of the text and is silent for screen readers."""
    drawing = files("amends.doors.shell").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    found = _SHAPES.search(drawing)
    assert found is not None, f"{name}.svg holds no drawing"
    shapes = " ".join(found["shapes"].split())
    return SafeString(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{shapes}</svg>')


@register.simple_tag
def moment(at: Moment) -> SafeString:
    """Write a time: short to read, in full on hover, exact for programs."""
    return format_html('<time datetime="{}" title="{}">{}</time>', at.iso, at.full, at.words)


@register.simple_tag
def tone(shown: Tone) -> SafeString:
    """Write a tone as a chip of shape and words."""
    return format_html(
        '<span class="chip chip-{}"><span class="shape" aria-hidden="true">{}</span> {}</span>',
        shown.look,
        shown.shape,
        shown.words,
    )
