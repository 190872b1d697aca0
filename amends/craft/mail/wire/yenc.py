"""yEnc in a text: it stays there, byte for character, and doesn't decide in which charset the words around it are."""

import re
from typing import Final

from amends.craft.mail.wire.charsets import decode
from amends.craft.text import normalise

MARK: Final = b"=ybegin "
_BLOCK: Final = re.compile(rb"^=ybegin [^\n]*\n(?:(?!=yend |=ybegin )[^\n]*\n)*+=yend [^\n]*\n?", re.MULTILINE)
_BLOCK_OF_TEXT: Final = re.compile(r"^=ybegin [^\n]*\n(?:(?!=yend |=ybegin )[^\n]*\n)*+=yend [^\n]*\n?", re.MULTILINE)


def text_around(data: bytes, charset: str) -> str:
    """Give the text of `data`: words in their charset, each byte of the blocks as the character of its number."""
    pieces: list[str] = []
    at = 0
    for block in _BLOCK.finditer(data):
        pieces += [decode(data[at : block.start()], charset)[0], block[0].decode("latin-1")]
        at = block.end()
    return normalise("".join([*pieces, decode(data[at:], charset)[0]]))


def without_blocks(text: str) -> str:
    """Give `text` without its blocks."""
    return _BLOCK_OF_TEXT.sub("", text) if "=ybegin " in text else text
