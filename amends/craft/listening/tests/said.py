"""The development set: what customers write, each text with what it is."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from amends.craft.listening import Heard


def said() -> Iterator[tuple[str, str, str]]:
    """Give language, kind and text of everything in `said.toml`."""
    table = tomllib.loads(Path(__file__).with_name("said.toml").read_text("utf-8"))
    for code, kinds in table.items():
        for kind, texts in kinds.items():
            for text in texts["says"]:
                yield code, kind, text


def heard_as(kind: str, heard: Heard) -> bool:
    """Tell whether a text of this kind was heard as one."""
    match kind:
        case "complaint":
            return heard.is_complaint and heard.asks and not heard.accepts
        case "enquiry":
            return not heard.is_complaint and heard.asks and not heard.thanks_only and not heard.accepts
        case "thanks":
            return heard.thanks_only and not heard.asks and not heard.is_complaint
        case "accept":
            return heard.accepts and not heard.asks and not heard.is_complaint
        case "deny":
            return heard.denies and heard.asks and not heard.accepts
        case _:
            return not heard.is_complaint and not heard.accepts
