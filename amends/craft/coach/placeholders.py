"""Places nobody filled in: of a template, "{{name}}" and "Hello ,", and of the coach's advice, "[what happened]"."""

import re
from collections.abc import Iterator
from typing import Final

from amends.craft.coach.phrases import Hit

_NOUNS: Final = (
    r"(?:(?:first|last|full|customer|client|agent|your|company|product|order|ticket|case|tracking|phone|invoice|insert"
    r"|the|add|refund|delivery|vor|nach|kunden|bestell|rechnungs)[ _-]?){0,3}"
    r"(?:name|number|no|nr|id|date|amount|product|order|email|address|link|reason|time|day|title|salutation|company|here"
    r"|price|item|city|datum|betrag|nummer|anrede|grund|produkt|adresse)s?"
)
_FORMS: Final = re.compile(
    r"(?i:\{\{[^{}\n]{0,80}\}\}"
    r"|\{%[^{}\n]{0,80}%\}"
    r"|\$\{[^{}\n]{0,80}\}"
    r"|\{[a-z]{1,20}[_.][a-z_.]{1,30}\}"
    rf"|\{{{_NOUNS}\}}"
    rf"|\[{_NOUNS}(?: [a-z ]{{1,30}})?\](?!\()"
    rf"|<<?{_NOUNS}>?>"
    r"|%[a-z]{2,20}(?:_[a-z]{2,20}){0,3}%"
    r"|\$(?!usd|aud|cad|nzd)[a-z]{4,20}(?:_[a-z]{1,20})?\b|\blorem ipsum\b|\b(?:hello|hi|dear|hallo) _{2,20}"
    r"|(?:^|\n)[ \t]{0,8}(?:hello|hi|dear|hallo|liebe|lieber|sehr geehrte frau|sehr geehrter herr|guten tag frau"
    r"|guten tag herr)[ ]{0,3},)"
    r"|\b(?:TODO|TBD|FIXME|XXX+)\b|\bXX[.,/]XX\b"
)
_SMALL: Final = r"(?!\w*[A-ZÄÖÜÁÉÍÓÚÑ])[^\W\d_]{1,20}"
_GERMAN: Final = r"(?:Tag|Uhrzeit|Betrag|Name|Grund|Ursache|Kollegin|Kollegen|Sie|Ihnen)"  # German writes these large
_BLANK: Final = re.compile(
    rf"(?<![\w\]])\[(?!sic\]|\w\])(?:{_SMALL}|{_GERMAN})(?:[ '’-](?:{_SMALL}|{_GERMAN})){{0,5}}\](?![(\[])"
)
"""One to six small words, as the advice leaves them: no "[1]" or "[sic]", no text of a link, "[so](…)" or "[so][1]"."""
_BARE_HELLO: Final = re.compile(r"\s*(?:hello|hi|hallo),", re.IGNORECASE)


def placeholders(text: str) -> Iterator[Hit]:
    """Give every place in `text` that still waits for its word."""
    for found in _FORMS.finditer(text):
        if not _BARE_HELLO.fullmatch(found[0]):  # "Hello," needs no name; "Hello ," has lost one
            yield Hit("placeholder", found.end() - len(found[0].lstrip()), found.end())
    for found in _BLANK.finditer(text):
        if not _FORMS.fullmatch(found[0]):
            yield Hit("placeholder", *found.span())
