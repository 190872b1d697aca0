"""A policy as it is read: options in words, the inside text by its headings, the customer copies."""

from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from amends.craft.mail import to_html
from amends.craft.policy import Flawed, read
from amends.desk.people.levels import levels
from amends.desk.policies.fields import own_fields
from amends.doors.office.policies_pages import CopyText, Fault, Named, OptionRow, Passage, PolicyText, Reading
from amends.doors.office.words import LANGUAGES
from amends.doors.shell.policy_problems import words_for_problem
from amends.doors.shell.policy_words import (
    REMEDIES,
    ROUNDING,
    amount_words,
    amounts_words,
    condition_words,
    quantity_words,
    range_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amends.craft.policy import Option, Policy, Problem

OWN = "own."
_LONGEST = 72


def reading(document: str) -> Reading:
    """Return a document as it would be read, or all that is wrong with it."""
    try:
        policy = read(document, file="policy")
    except Flawed as flawed:
        return Reading(faults=faults_of(flawed.problems, document))
    return Reading(text=text_of(policy), notes=notes_of(policy))


def faults_of(problems: "Iterable[Problem]", document: str) -> tuple[Fault, ...]:
    """Return what is wrong in words, each with the line of the document it is about."""
    lines = document.split("\n")
    found = []
    for problem in problems:
        words = words_for_problem(problem)
        quoted = lines[problem.line - 1].strip() if 0 < problem.line <= len(lines) else ""
        found.append(Fault(problem.line, _shortened(quoted), _sentence(words.what), _sentence(words.instead)))
    return tuple(found)


def notes_of(policy: "Policy") -> tuple[str, ...]:
    """Return what a policy names and this desk doesn't have: it can be used all the same, but not as it was meant."""
    known = {level.name.casefold() for level in levels()}
    fields = {f"{OWN}{field.name}" for field in own_fields()}
    rows = [row for option in policy.options for row in (*option.when.all, *option.when.any)]
    asked = sorted({row.field for row in rows if row.field.startswith(OWN)} - fields)
    found = [f"No field of our own is called {field.removeprefix(OWN)}, so {field} stays unknown." for field in asked]
    if policy.decides.casefold() not in known:
        found.append(f"No level is called “{policy.decides}” here. Name one so, or write another after “decides”.")
    return tuple(found)


def text_of(policy: "Policy") -> PolicyText:
    """Return a policy in words."""
    return PolicyText(
        title=policy.title,
        situations=tuple(slug.replace("-", " ") for slug in policy.situations),
        decides=policy.decides,
        evidence=policy.evidence,
        phrases=tuple(Named(language(one.language), "”, “".join(one.texts)) for one in policy.phrases if one.texts),
        options=tuple(_option(policy, option) for option in policy.options),
        passages=tuple(_passages(policy)),
        copies=tuple(CopyText(language(copy.language), copy.language, prose(copy.text)) for copy in policy.copies),
    )


def prose(markdown: str) -> SafeString:
    """Return written text as HTML, its paragraphs filled: where a line of the file ends means nothing."""
    return SafeString(to_html(markdown).replace("<br>", "").replace("<br />", ""))


def language(code: str) -> str:
    """Name a language; by its code where it has no name here."""
    return LANGUAGES.get(code, code)


def _option(policy: "Policy", option: "Option") -> OptionRow:
    return OptionRow(
        title=option.title,
        customers_read=tuple(Named(title.language, title.text) for title in option.titles),
        remedy=REMEDIES[option.remedy],
        amount=amount_words(option),
        rounding=ROUNDING[option.rounding],
        least=amounts_words(option.minimum),
        usual=range_words(option.normal),
        cap=quantity_words(option.cap),
        every=tuple(condition_words(row) for row in option.when.all),
        some=tuple(condition_words(row) for row in option.when.any),
        needs=option.needs,
        clause=option.clause,
        clause_title=policy.clause_title(option.clause),
    )


def _passages(policy: "Policy") -> "Iterable[Passage]":
    """Cut the inside text at its headings."""
    lines = policy.inside.split("\n")
    clauses = policy.clauses
    opening = "\n".join(lines[: clauses[0].line - 1 if clauses else len(lines)])
    if opening.strip():
        yield Passage("", "", prose(opening))
    ends = [*(clause.line - 1 for clause in clauses[1:]), len(lines)]
    for clause, end in zip(clauses, ends, strict=True):
        yield Passage(clause.anchor, clause.title, prose("\n".join(lines[clause.line : end])))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
