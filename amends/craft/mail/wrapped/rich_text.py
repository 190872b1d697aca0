"""Rich text as Outlook compresses it in a winmail.dat: letters, and places in a ring of 4,096 bytes ([MS-OXRTFCP])."""

import struct
from typing import Final

_HEAD: Final = 16
_COMPRESSED, _AS_IT_IS = b"LZFu", b"MELA"
_MOST: Final = 4_000_000
_RING: Final = 4096
_PRESET: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)


def unfold(data: bytes) -> bytes:
    """Return the rich text; what can be read where it is cut short, nothing where it is no rich text."""
    if len(data) < _HEAD:
        return b""
    _, size, magic = struct.unpack_from("<II4s", data)
    size = min(size, _MOST)
    if magic == _AS_IT_IS:
        return data[_HEAD : _HEAD + size]
    return _decompressed(data[_HEAD:], size) if magic == _COMPRESSED else b""


def _decompressed(data: bytes, size: int) -> bytes:
    """Each byte of flags is followed by eight pieces: a letter, or a place in the ring and a length."""
    ring = bytearray(_PRESET.ljust(_RING, b" "))
    write = len(_PRESET)
    told = bytearray()
    at = 0
    while at < len(data) and len(told) < size:
        flags = data[at]
        at += 1
        for bit in range(8):
            if flags >> bit & 1:
                pair = int.from_bytes(data[at : at + 2], "big")
                place, length = pair >> 4, (pair & 0xF) + 2
                if at + 2 > len(data) or place == write % _RING:  # a place that is being written ends the text
                    return bytes(told[:size])
                at += 2
                piece = [(place + step) % _RING for step in range(length)]
            elif at < len(data):
                ring[write % _RING] = data[at]
                piece = [write % _RING]
                at += 1
            else:
                return bytes(told[:size])
            for source in piece:
                letter = ring[source]
                ring[write % _RING] = letter
                write += 1
                told.append(letter)
    return bytes(told[:size])
