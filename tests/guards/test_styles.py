"""Colours are named in one file, and style sheets carry nothing that no page uses."""

import re
from pathlib import Path

from tests.guards.source import PACKAGE, ROOT, files, listed

_COLOUR = re.compile(
    r"#(?:[0-9a-f]{3,4}){1,2}\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)\("
    r"|:[^;{}]*\b(?:white|black|red|green|blue|gray|grey|yellow|orange|purple|brown|pink)\b(?!-)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"\.(-?[a-z_][\w-]*)", re.IGNORECASE)


def _css(path: Path) -> str:
    """Return a style sheet without its comments, lines kept."""
    return _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), path.read_text(encoding="utf-8"))


def test_colours_are_named_in_the_tokens_only() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in files("*.css")
        if path.name != "tokens.css"
        for number, line in enumerate(_css(path).splitlines(), 1)
        if _COLOUR.search(re.sub(r"url\([^)]*\)", "", line))
    ]

    assert not faults, listed(faults, "Give the colour a name in tokens.css and use the name:")


def _is_used(name: str, texts: str) -> bool:
    """Whether a class stands in a page or script, whole or put together from a stem ("tone-{{ tone }}")."""
    if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", texts):
        return True
    stems = [name[: found.end()] for found in re.finditer("-", name)]
    return any(f"{stem}{brace}" in texts for stem in stems for brace in ("{", "${"))


def test_every_class_in_a_style_sheet_is_used() -> None:
    texts = "\n".join(
        path.read_text(encoding="utf-8")
        for kind in ("*.html", "*.js", "*.py")
        for path in files(kind, PACKAGE / "doors")
    )
    faults = [
        f"{path.relative_to(ROOT)} .{name}"
        for path in files("*.css")
        for name in sorted({found for rule in re.findall(r"[^{}]+(?={)", _css(path)) for found in _CLASS.findall(rule)})
        if not _is_used(name, texts)
    ]

    assert not faults, listed(faults, "No page uses these classes any more:")
