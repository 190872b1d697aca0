"""Features as numbers: what is kept of a feature's name."""

import zlib


def key_of(feature: str) -> int:
    """Give 32 bits that stand for a feature, the same on every machine."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass"))
