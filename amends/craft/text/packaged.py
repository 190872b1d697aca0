"""The data that is packaged with this room, read once when first asked for."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def packaged(name: str) -> dict[str, dict[str, str]]:
    """Read `data/<name>.toml`: tables whose values are words between blanks."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))
