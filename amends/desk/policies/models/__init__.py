"""How this desk does things: its settings, its texts, and its playbook."""

from amends.desk.policies.models.desk import MEGABYTE, DeskSettings
from amends.desk.policies.models.playbook import (
    ANY,
    Authority,
    AuthorityChange,
    Field,
    Lesson,
    NamedPerson,
    Policy,
    Situation,
    Version,
)
from amends.desk.policies.models.texts import Text, TextBlock

__all__ = [
    "ANY",
    "MEGABYTE",
    "Authority",
    "AuthorityChange",
    "DeskSettings",
    "Field",
    "Lesson",
    "NamedPerson",
    "Policy",
    "Situation",
    "Text",
    "TextBlock",
    "Version",
]
