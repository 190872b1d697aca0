"""Listening: what a customer's message asks, tells, feels and settles."""

from amends.craft.listening.contract import as_json
from amends.craft.listening.heard import Emotions, Fact, Heard, Play
from amends.craft.listening.hearing import hear, hear_once

__all__ = ["Emotions", "Fact", "Heard", "Play", "as_json", "hear", "hear_once"]
