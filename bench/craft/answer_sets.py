"""Questions with what may answer them, from a set of passages, from tweets, and from messages and replies of our own.

`care` has labels of ours for real first replies (`labels/answered_by_care.tsv`, a row a question: the hash of the
customer's text, where the question stands in it, and whether the reply answers it: a way to get there counts where they
ask how or for help, a mere "write to us" doesn't where they ask why, when or whether).
"""

import csv
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from amends.craft.coach import tests
from amends.craft.coach.asking import Question, questions_of
from amends.craft.coach.clues import Clues, said_in
from amends.craft.coach.passages import in_passage
from amends.craft.coach.reading import Sentence, read
from amends.craft.coach.replies import in_reply
from amends.craft.listening import hear
from amends.craft.text import Span, normalise
from bench.craft import corpora

HERE = Path(__file__).parent
CARE = "ibm_twitter_care/dev.jsonl"
_TO_WHOM = re.compile(r"^(?:@USER )+")
_BY_WHOM = re.compile(r"[-~^/*] ?[A-Z][A-Za-z]*$")


class Case(NamedTuple):
    """A question before a draft: the clues of each of its sentences, and whether it is answered.

    `key` is the text that fixes its part, `right` says which sentences answer (None where nobody said), and `owners`
    to which candidate of a set each belongs.
    """

    key: str
    question: str
    draft: str
    clues: Sequence[Clues]
    right: tuple[bool, ...] | None
    answered: bool
    owners: tuple[int, ...] = ()


def asked(texts: Sequence[str]) -> tuple[Question, ...]:
    """Read questions that somebody cut out of a message."""
    return questions_of([Span(0, len(text), text) for text in texts], "en")


def own(name: str) -> Iterator[Case]:
    """Yield the cases of one of our files, "questions_and_replies" or "questions_and_replies_later"."""
    for message in tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))["message"]:
        questions = asked(message["asks"])
        for reply in message["reply"]:
            body = _body(reply["text"], message["text"])
            for question, clues, words in zip(questions, _clues(questions, body), reply["answered"], strict=True):
                starts = [reply["text"].index(first) for first in words.split(" / ") if first]
                right = tuple(any(one.start <= start < one.end for start in starts) for one in body)
                yield Case(message["text"], question.text, reply["text"], clues, right, bool(starts))


def care() -> Iterator[Case]:
    """Yield what customers asked in public, and the first reply of the firm."""
    labels: dict[str, list[dict[str, str]]] = {}
    with (HERE / "labels/answered_by_care.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            labels.setdefault(row["sha256"], []).append(row)
    for talk in corpora.json_lines(CARE):
        for said, reply in pairwise(talk["turns"]):
            rows = labels.get(sha256(said["text"].encode()).hexdigest(), [])
            if rows and (said["role"], reply["role"]) == ("customer", "agent"):
                yield from _care(said["text"], _unmasked(reply["text"]), rows)


def _care(said: str, reply: str, rows: Sequence[dict[str, str]]) -> Iterator[Case]:
    text = normalise(said)
    questions = asked([text[int(row["start"]) : int(row["end"])] for row in rows])
    for question, clues, row in zip(questions, _clues(questions, _body(reply, text)), rows, strict=True):
        yield Case(said, question.text, reply, clues, None, row["answered"] == "1")


def _unmasked(text: str) -> str:
    """Put a link where the set masks one, and leave out to whom a tweet is and who signed it."""
    whole = text.replace("URL", "https://example.com/a").replace("&amp;", "and")
    return _BY_WHOM.sub("", _TO_WHOM.sub("", whole)).strip()


def sentences_and_letters() -> Iterator[Case]:
    """Yield what the coach's own tests say of English questions and of letters."""
    for entry in _letters("answers", "question"):
        if entry.get("language", "en") == "en":
            questions = asked([entry["asked"]])
            for kind in ("answers", "misses"):
                for draft in entry[kind]:
                    yield from _told(entry["asked"], draft, questions, [] if kind == "answers" else [entry["asked"]])
    for name in ("good", "bad", "later"):
        for entry in _letters(name, "letter"):
            heard = hear(entry["message"].strip())
            if heard.language in ("en", "und"):
                questions = questions_of(heard.questions, "en")
                yield from _told(entry["message"], entry["draft"].strip(), questions, entry.get("unanswered", []))


def _letters(name: str, table: str) -> list[dict[str, Any]]:
    path = Path(*tests.__path__) / "letters"
    found: list[dict[str, Any]] = tomllib.loads((path / f"{name}.toml").read_text("utf-8"))[table]
    return found


def _told(message: str, draft: str, questions: Sequence[Question], open_: Sequence[str]) -> Iterator[Case]:
    whole = read(draft, message=message)
    if whole.language == "en" and whole.body and questions:
        for question, clues in zip(questions, _clues(questions, whole.body), strict=True):
            if not question.states:
                yield Case(message, question.text, draft, clues, None, question.text not in open_)


def passages() -> Iterator[Case]:
    """Yield the questions of the set with their passages, whole."""
    for row in corpora.answers():
        texts = [one.sentence.strip() for one in row]
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        (question,) = asked([row[0].question])
        found = read("\n".join(texts), message=row[0].question).sentences
        owners = tuple(bisect_right(starts, one.start) - 1 for one in found)
        clues = in_passage(question, [said_in(one) for one in found])
        right = tuple(row[owner].answers for owner in owners)
        yield Case(row[0].question, row[0].question, "\n".join(texts), clues, right, any(right), owners)


def alone() -> Iterator[Case]:
    """Yield the same with each sentence by itself."""
    for row in corpora.answers():
        (question,) = asked([row[0].question])
        for one in row:
            for sentence in read(one.sentence, message=one.question).sentences:
                clues = in_passage(question, [said_in(sentence)])
                yield Case(one.question, one.question, one.sentence, clues, (one.answers,), one.answers, (0,))


def _body(text: str, message: str) -> tuple[Sentence, ...]:
    return read(text, message=message).body


def _clues(questions: Sequence[Question], body: Sequence[Sentence]) -> list[list[Clues]]:
    return in_reply(questions, [said_in(one) for one in body])
