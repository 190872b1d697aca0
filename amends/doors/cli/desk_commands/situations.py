"""Rank the situations a text may be about, with the policy for each; without policies, those that come with amends."""

import argparse
from collections.abc import Mapping, Sequence

from amends.craft.situations import Ranked
from amends.craft.text import normalise
from amends.desk.jobs.handed_down import now
from amends.desk.policies.recognising import policy_for, rank
from amends.doors.cli.failures import Exit, UsageError
from amends.doors.cli.printing import print_json
from amends.doors.cli.reading import STDIN, Question, answer_lines, read_text, text_field, texts_field

USUAL, MOST = 5, 100


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="?", default=STDIN, metavar="FILE", help="the text; - is stdin (default)")
    parser.add_argument("--limit", type=int, default=USUAL, metavar="N", help=f"at most so many (default {USUAL})")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    parser.add_argument("--jsonl", action="store_true", help="answer each JSON object of stdin by one line")


def run(options: argparse.Namespace) -> int:
    """Rank for one text, or for each of a batch."""
    if not 1 <= options.limit <= MOST:
        message = f"--limit is a number from 1 to {MOST}"
        raise UsageError(message)
    policies = policy_for(now=now())
    if options.jsonl:
        return answer_lines(lambda question: _answer(question, policies, options.limit))
    ranked = rank(normalise(read_text(options.file)), now=now(), limit=options.limit)
    if options.json:
        print_json(_as_json(ranked, policies))
    else:
        _tell(ranked, policies)
    return Exit.OK


def _answer(question: Question, policies: Mapping[str, str], limit: int) -> list[dict[str, object]]:
    text, earlier = text_field(question, "text"), "\n".join(texts_field(question, "earlier"))
    return _as_json(rank(normalise(text), now=now(), earlier=normalise(earlier), limit=limit), policies)


def _as_json(ranked: Sequence[Ranked], policies: Mapping[str, str]) -> list[dict[str, object]]:
    """Return what was found with the keys of the contract; a situation without a policy is a gap, its policy null."""
    return [
        {"situation": one.situation, "policy": policies.get(one.situation), "score": round(one.score, 4)}
        for one in ranked
    ]


def _tell(ranked: Sequence[Ranked], policies: Mapping[str, str]) -> None:
    if not ranked:
        print("nothing that any policy speaks of")
    for one in ranked:
        print(f"{one.score:.2f}  {one.situation}  ({policies.get(one.situation, 'no policy')})")
