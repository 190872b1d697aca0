"""Which files of a folder are texts for people, and what of Markdown is read: the words, not its code."""

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from amends.craft.text import normalise
from amends.doors.cli.failures import UsageError

KINDS = (".md", ".markdown", ".txt")
_MARKDOWN = (".md", ".markdown")
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)\n.*?\n\1(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)([^\n]*?)(?<!`)\1(?!`)")
_TARGET = re.compile(r"(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?=[)\s])")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")


def texts_in(names: list[str]) -> Iterator[Path]:
    """Yield the files named, and of each folder its texts in the order of their names; hidden ones are left out.

    Raises UsageError where a folder has no text at all.
    """
    for path in map(Path, names):
        if not path.is_dir():
            yield path
            continue
        found = sorted(each for each in path.rglob("*") if _is_text(each, path))
        if not found:
            message = f"there is no text in {path} (read are {', '.join(KINDS)})"
            raise UsageError(message)
        yield from found


def _is_text(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in KINDS and path.is_file()


def prose_of(path: Path) -> tuple[str, str]:
    """Return the whole text of a file and what is read of it, as long and with every word in the same place."""
    text = normalise(path.read_bytes().decode("utf-8-sig", errors="replace"))
    return text, _words_of_markdown(text) if path.suffix.lower() in _MARKDOWN else text


def _words_of_markdown(text: str) -> str:
    """Blank out front matter, comments, code, link targets and tags; code in a sentence stays as one odd word."""
    text = _COMMENT.sub(_blank, _FRONT_MATTER.sub(_blank, text))
    text = _without_blocks_of_code(text)
    text = _CODE.sub(lambda code: "x" * len(code[0]), text)
    return _TAG.sub(_blank, _TARGET.sub(_blank, text))


def _without_blocks_of_code(text: str) -> str:
    lines = text.split("\n")
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in {"fence", "code_block"} and token.map:
            start, end = token.map
            lines[start:end] = [" " * len(line) for line in lines[start:end]]
    return "\n".join(lines)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
