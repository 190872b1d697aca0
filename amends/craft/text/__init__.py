"""Plain text: its forms, words, sentences with their places, and its language."""

from amends.craft.text.forms import fold, normalise
from amends.craft.text.language import language
from amends.craft.text.letter import is_greeting, is_sign_off
from amends.craft.text.sentences import sentences
from amends.craft.text.span import Span
from amends.craft.text.words import words

__all__ = ["Span", "fold", "is_greeting", "is_sign_off", "language", "normalise", "sentences", "words"]
