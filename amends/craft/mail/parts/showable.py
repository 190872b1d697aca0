"""Which files a browser may show or play in place, told by their first bytes and never by what the sender says."""

from typing import Final

_PICTURES: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_SOUNDS: Final = ((b"ID3", "audio/mpeg"), (b"OggS", "audio/ogg"), (b"fLaC", "audio/flac"))
_SYNC, _LAYER = 0xFFE0, 0x0006  # bits of the first two bytes of an MPEG frame


def picture_type(data: bytes) -> str | None:
    """Return the type of a picture made of dots (PNG, JPEG, GIF, WebP); None for everything else, drawings included."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for beginning, kind in _PICTURES if data.startswith(beginning)), None)


def sound_type(data: bytes) -> str | None:
    """Return the type of a sound that browsers play (WAV, MP3, Ogg, FLAC, M4A); None for everything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "audio/wav"
    if data[4:11] == b"ftypM4A":
        return "audio/mp4"
    first = int.from_bytes(data[:2])
    if first & _SYNC == _SYNC and first & _LAYER:
        return "audio/mpeg"
    return next((kind for beginning, kind in _SOUNDS if data.startswith(beginning)), None)
