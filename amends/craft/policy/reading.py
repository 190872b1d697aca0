"""Reading a policy file: all that is wrong with it is found at once, each with its line."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from amends.craft.policy.document import Option, Policy, Worded
from amends.craft.policy.places import Notes, Places, nearest
from amends.craft.policy.problems import Flawed, Problem
from amends.craft.policy.reading_options import OPTION_KEYS, read_option
from amends.craft.policy.sections import FENCE, Section, anchor, clauses, parts, sections
from amends.craft.policy.tables import Table
from amends.craft.text import normalise

KEYS: Final = (
    "policy",
    "title",
    "situations",
    "effective_from",
    "effective_until",
    "language",
    "decides",
    "evidence",
    "names",
    "phrases",
    "option",
)
_COPY: Final = re.compile(r"customer copy:\s*([a-z]{2,3})", re.IGNORECASE)
_INSIDE: Final = "inside"
_AT_LINE: Final = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_LONGEST_AGO: Final = date(1970, 1, 1)


def read(text: str, *, file: str) -> Policy:
    """Read a policy file; `file` is the name that problems carry.

    Raises `Flawed` with every problem found. A file that isn't TOML between its "+++" lines stops there, but its
    body is looked at all the same.
    """
    parted = parts(normalise(text).removeprefix("\ufeff"))
    if parted is None:
        problem = Problem(file, 1, "no_front_matter", (("instead", FENCE),))
        raise Flawed(problems=[problem])
    front, body, after = parted
    notes = Notes(file, Places(front, after=1))
    found = sections(body, after=after)
    inside, copies = _inside(found, notes), _copies(found, notes)
    values = _toml(front, notes)
    policy = _policy(Table(values, (), notes, known=KEYS), inside, copies) if values is not None else None
    if policy is None or notes.problems:
        raise Flawed(problems=notes.problems)
    return policy


def _toml(front: str, notes: Notes) -> Mapping[str, object] | None:
    """Read front matter as TOML, with exact numbers; none when it isn't any."""
    try:
        return tomllib.loads(front, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at and at[1] else front.count("\n") + 1
        notes.add_at("bad_toml", line + 1, reason=_AT_LINE.sub("", str(error)))
        return None


def _policy(table: Table, inside: Section | None, copies: tuple[Worded, ...]) -> Policy:
    """Read all keys, then hold them against each other and the body."""
    policy = Policy(
        policy=table.slug("policy", instead='policy = "arrived-damaged"'),
        title=table.text("title", instead='title = "Goods arrived damaged"'),
        situations=table.slugs("situations", instead='situations = ["arrived-damaged"]'),
        effective_from=table.day("effective_from", needed=True) or _LONGEST_AGO,
        effective_until=table.day("effective_until"),
        language=table.language("language", otherwise="en"),
        decides=table.text("decides", instead='decides = "lead"'),
        evidence=table.texts("evidence", instead='evidence = ["photo"]'),
        names=table.worded("names"),
        phrases=table.phrases("phrases"),
        options=_options(table),
        inside=inside.text if inside else "",
        copies=copies,
    )
    if policy.effective_until and policy.effective_until < policy.effective_from:
        table.notes.add("dates_reversed", ("effective_until",), text=str(policy.effective_until))
    _check_against_texts(policy, table.notes)
    return policy


def _options(table: Table) -> tuple[Option, ...]:
    """Read the options, of which there must be one at least, each with an id of its own."""
    tables = table.tables("option", known=OPTION_KEYS, instead="[[option]]")
    if not tables and not table.raw("option"):
        table.notes.add("missing_key", ("option",), instead="[[option]]")
    found = [read_option(one) for one in tables]
    ids = [option.id for option in found]
    for index, option_id in enumerate(ids):
        if option_id and option_id in ids[:index]:
            table.notes.add("duplicate", ("option", index, "id"), text=option_id)
    return tuple(found)


def _check_against_texts(policy: Policy, notes: Notes) -> None:
    """Note options that rest on no heading or ask for evidence nobody listed, and languages without a copy."""
    anchors = [clause.anchor for clause in policy.clauses]
    for index, option in enumerate(policy.options):
        if option.clause and option.clause not in anchors:
            instead = nearest(option.clause, anchors)
            notes.add("unknown_clause", ("option", index, "clause"), text=option.clause, instead=instead)
        for need in option.needs:
            if need not in policy.evidence:
                instead = nearest(need, policy.evidence)
                notes.add("unknown_evidence", ("option", index, "needs"), text=need, instead=instead)
    written = {copy.language for copy in policy.copies}
    for language in sorted({name.language for name in policy.names} - written if written else ()):
        notes.add("missing_copy", ("names", language), language=language, instead=f"# Customer copy: {language}")


def _inside(found: tuple[Section, ...], notes: Notes) -> Section | None:
    """Find the inside text, and note clauses that can't be told apart."""
    inside = [section for section in found if section.title.lower() == _INSIDE]
    if not inside or not inside[0].text:
        notes.add_at("missing_section", inside[0].line if inside else 1, text="Inside", instead="# Inside")
        return None
    for section in inside[1:]:
        notes.add_at("duplicate", section.line, text=section.title)
    first = inside[0]
    seen: set[str] = set()
    for clause in clauses(first.text):
        if clause.anchor in seen:
            notes.add_at("duplicate", first.start + clause.line - 1, text=clause.title)
        seen.add(anchor(clause.title))
    return first


def _copies(found: tuple[Section, ...], notes: Notes) -> tuple[Worded, ...]:
    """Find the customer copies, one for each language, and note sections that are neither."""
    copies: dict[str, str] = {}
    for section in found:
        copy = _COPY.fullmatch(section.title)
        if copy is None and section.title.lower() != _INSIDE:
            language = section.title.rpartition(":")[2].strip() or "en"
            known = ("# Inside", f"# Customer copy: {language}")
            notes.add_at("unknown_section", section.line, text=section.title, instead=nearest(section.title, known))
        elif copy and copy[1].lower() in copies:
            notes.add_at("duplicate", section.line, text=section.title)
        elif copy and section.text:
            copies[copy[1].lower()] = section.text
    if not copies:
        notes.add_at(
            "missing_copy",
            max((section.line for section in found), default=1),
            language="en",
            instead="# Customer copy: en",
        )
    return tuple(Worded(language, text) for language, text in sorted(copies.items()))
