"""The words and signs between clauses: what joins two that ask, what parts them, what is told behind a question."""

import re

_IF_SO = r"(?: (?:if so|if not|if yes|wenn ja|wenn nicht|falls ja|falls nicht|si es as[ií]|en ese caso),?)?"
_AND = r"\b(?:and|but|because|und|aber|denn|sowie|y|e|pero|porque)"
_THEN = r"(?:[,;.!?]\s*|\b(?:and|but|or|und|oder|y|o) )(?:so|then|also|dann|entonces|tambi[eé]n)"
_OR = r"\b(?:or|oder|o|u)"
_LINKS = r"and|but|or|so|then|also|und|aber|oder|dann|sowie|y|e|o|u|pero"
_SIGNS = r"[;:.!?¿(\n-]"
_ASKS_WITH = (
    r"who|what|when|where|how|why|which|wer|was|wann|wo|wie|warum|wieso|welche[nmrs]?|wohin"
    r"|qui[eé]n|qu[eé]|cu[aá]ndo|cu[aá]nto|d[oó]nde|c[oó]mo|cu[aá]l"
)
_SUBJECTS = (
    r"i|we|it|there|that|it's|i've|i'm|we've|they|my|ich|wir|es|die|der|das|mein|meine|es que|yo|me|ya|no|est[aá]"
)

JOINED = re.compile(rf"(?:{_SIGNS}|{_AND}|{_THEN}|{_OR}){_IF_SO}\s*$")
"""What ends just before a clause of its own."""

JOINED_OR_COMMA = re.compile(rf"(?:,|{_SIGNS}|{_AND}|{_THEN}|{_OR}){_IF_SO}\s*$")
"""The same where the kind changes, from what was tried to what is asked: a comma is enough."""

JOINED_QUESTION = re.compile(rf"(?:,|{_SIGNS}|{_AND}|{_THEN}|, ?{_OR}){_IF_SO}\s*$")
"""The same before a question by the order of its words; a bare "or" goes on with the alternative."""

LOOSE = re.compile(rf"(?:[\s,;:(¿-]|\b(?:{_LINKS}){_IF_SO}(?=[\s,;:(¿-]|$))+$")
"""What belongs to neither of two clauses."""

BEFORE = re.compile(
    r"(?:if|when|once|since|because|as|in case|falls|wenn|sobald|da|weil|nachdem|sofern|si|cuando|como)\b"
)
"""What opens a condition: it belongs to the question behind it."""

AND_WHO = re.compile(
    rf"(?:,|{_AND}|{_OR})(?: (?:also|then|auch|dann|tambi[eé]n))? "
    r"((?:(?:by|until|since|for|from|bis|seit|ab|hasta|desde|a|por|de) )?"
    rf"(?:(?<=, and )(?:is|are|does|do|did|will|would|should|can|could)|{_ASKS_WITH}) "
    r"(?:(?:much|many|long|far|soon|viel|lange|mucho) )?"
    r"(?!not\b|so\b|nicht\b|no\b)\w+[ ?.!](?=\S|$))"
)
"""What begins one more question inside a clause that asks already: "and who pays", "or when it comes"."""

INVERTED = re.compile(
    rf"(?:{_ASKS_WITH}) (?:do|does|did|is|are|was|were|will|would|can|could|should|has|have|ist|sind|wird|kann|hat|muss"
    r"|kostet|es|son|cuesta|puedo|tengo)\b"
)
"""A question by the order of its words."""

WHY_TOLD = re.compile(
    r",?\s(?:because|cause|cos|instead of|weil|denn|porque|thanks|thank you|thx|danke|gracias)\b"
    rf"|,\s*(?:{_SUBJECTS})\s|\s(?:it was|it's been|i have been|i've been|this was)\s"
)
"""What is told behind a question: a reason, thanks, the story."""

ASKS_FIRST = re.compile(
    r"[\s\"'(¿-]*(?:@\w+ |(?:and|or|but|so|also|then|und|oder|aber|y|o|pero)\s)*"
    r"(?:who|what|when|where|how|why|which|any|is|are|was|were|do|does|did|have|has|had|can|could|will|would|should|may"
    r"|must|so (?!i pay|let)|wer|was|wann|wo|wie|warum|ist|sind|kann|haben|hat|gibt|muss|werden|wird)\b"
    r"(?!(?: the)? (?:hell|heck|fuck))"
)
"""A sentence that begins as questions do."""

LOUD = re.compile(r"\?\s*[?!]|!\s*\?")
"""Marks of an outcry."""

BARE = re.compile(
    r"[\s¿]*(?:(?:and|or|but|und|oder|aber|y|o|pero)\s+)?(?:by |until |since |bis |seit |hasta )?"
    r"(?:when|where|why|how|what|who|which|which one|how much|how long|why not|wann|wo|warum|wieso|wie|was|wer|wie viel"
    r"|wie lange|cu[aá]ndo|d[oó]nde|por qu[eé]|c[oó]mo|cu[aá]nto|qui[eé]n)\s*\?+\s*"
)
"""A question that cannot stand alone: "And when?"."""
