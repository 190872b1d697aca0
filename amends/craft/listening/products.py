"""What the message is about, and what its writer thinks is the cause: told once, never to be asked for again (C2.9)."""

import re
from collections.abc import Iterator, Sequence

from amends.craft.listening.heard import Fact
from amends.craft.listening.signals import Hit
from amends.craft.text import Span

_MOST = 5  # products of one message; more are a list
_LOOKS_BACK = 60  # code points before a thing in which its article and its make can stand
_DETERMINERS = (
    r"my|our|the|this|these|your|mein(?:e[nmrs]?)?|unser(?:e[nmrs]?)?|de[rmns]|die|das|diese[nmrs]?|mis?|nuestr[oa]s?"
    r"|el|la|los|las|est[ea]|del|al"
)
_NO_PART = (
    r"a|an|and|or|of|for|with|from|to|in|on|at|is|was|are|were|has|had|that|which|who|it|i|you|we|they|not|und|oder"
    r"|von|für|mit|aus|in"
    r"|auf|ist|war|sind|hat|nicht|y|o|de|para|con|en|es|era|que|no|su|me"
)
_MINE = r"my|our|mein(?:e[nmrs]?)?|unser(?:e[nmrs]?)?|mis?|nuestr[oa]s?"
_BETWEEN = rf"((?:(?!(?:{_NO_PART}|{_DETERMINERS})\b)[\w'&.-]+\s+){{0,3}})$"
_CALLED = re.compile(rf"(?:^|[^\w'-])(?:{_DETERMINERS})\s+{_BETWEEN}")
_OWNED = re.compile(rf"(?:^|[^\w'-])(?:{_MINE})\s+{_BETWEEN}")
_NO_THING = re.compile(
    r"\s+(?:(?:to|is|at) \+?\d|numbers?|calls?|bills?|shops?|stores?|departments?|manual|receipt|service|line|company"
    r"|team|support|owner|insurance|details|address|nummer|rechnung|of (?!the)|de atención)\b"
)
_MODEL = re.compile(r"(?:[ -](?:(?=[\w-]{0,9}\d)[A-Za-z\d-]{1,9}|Pro|Max|Mini|Plus|Ultra|Air|SE|XL)\b)+")
_NAMED = re.compile(
    r"\s+((?:[\w'&-]+ ){0,3}?[\w'&-]+)(?=\s+(?:from|for|on|in|at|and|which|that|but|with|to|online|via|because|last"
    r"|yesterday|two|a|an|i|we|you|it|is|was|were|has|had|or|as|of|three|this|now|bei|für|von|und|aber|am|vor|im|aus"
    r"|gestern|heute|para|en|de|y|pero|hace|ayer|hoy|por|que|se|no|ha|desde)\b|[.,;:!?()\n]|$)"
)
_NOT_NAMED = re.compile(
    r"\b(?:one|ones|e-?mail|mail|message|reply|answer|call|letter|code|refund|money|invoice|bill|confirmation|response"
    r"|link|error|notice|offer|information|lot|few|couple|it|thing|things|item|items|product|products|something|wrong"
    r"|right|same|other)$"
)
_SIGNS = " \t\n.;!?"
_BREAKS = re.compile(
    r";|,?\s(?:but|because|since|so|aber|weil|pero|porque|and (?:i|it|now|you))\b|,\s(?:i|you|it|is|can|ich|sie)\b"
)


def products(text: str, folded: str, hits: Sequence[Hit]) -> Iterator[Fact]:
    """Give the things bought that a message names, each once, with their make and model where these stand beside."""
    known: list[str] = []
    ends = 0
    for hit in hits:
        place = _thing(text, folded, hit, bare=not known) if "product" in hit.rule.marks else None
        place = place or (_behind(folded, hit) if "bought" in hit.rule.marks else None)
        if place is None or place[0] < ends or len(known) >= _MOST:
            continue
        value = folded[place[0] : place[1]]
        if not any(value in other or other.endswith(value.rpartition(" ")[2]) for other in known):
            known.append(value)
            ends = place[1]
            yield Fact("product", text[place[0] : place[1]], *place)


def _thing(text: str, folded: str, hit: Hit, *, bare: bool) -> tuple[int, int] | None:
    """Give the place of a thing, from its make or colour to its model: "my …", or where `bare`, "the …" too."""
    begins = max(0, hit.start - _LOOKS_BACK)
    called = (_CALLED if bare else _OWNED).search(folded[begins : hit.start])
    if called is None or _NO_THING.match(folded, hit.end):
        return None
    model = _MODEL.match(text, hit.end)
    return begins + called.start(1), model.end() if model else hit.end


def _behind(folded: str, hit: Hit) -> tuple[int, int] | None:
    """Give the place of what is named behind "I bought a"."""
    named = _NAMED.match(folded, hit.end)
    if named is None or _NOT_NAMED.search(named[1]):
        return None
    return named.span(1)


def diagnoses(text: str, folded: str, spans: Sequence[Span], hits: Sequence[Hit]) -> Iterator[Fact]:
    """Give what the writer believes to be the cause, one for each sentence."""
    after = told = 0
    for hit in hits:
        if "diagnosis" in hit.rule.marks and hit.start >= after and told < _MOST:
            told += 1
            after = next((span.end for span in spans if span.start <= hit.start < span.end), hit.end)
            if folded[hit.start : after].rstrip().endswith("?"):
                continue
            broken = _BREAKS.search(folded, hit.end, after)
            end = broken.start() if broken else hit.start + len(folded[hit.start : after].rstrip(_SIGNS))
            yield Fact("diagnosis", text[hit.start : end], hit.start, end)
