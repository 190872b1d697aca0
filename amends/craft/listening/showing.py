"""What in the text a judgement rests on."""

from collections.abc import Iterable, Iterator, Sequence

from amends.craft.listening.heard import IS_COMPLAINT, Evidence
from amends.craft.listening.judging import Weighing, weighings
from amends.craft.listening.scoring import TONES, Scores
from amends.craft.listening.signals import Hit, Signals
from amends.craft.listening.signs import ABOVE, Signs

_EACH = 3  # pieces of evidence for one judgement
_SOME = 0.4  # a chance or strength from which on evidence is shown
_LEAST = 0.05  # log-odds: less is no evidence
_TELLS = 0.2  # log-odds of a model: less may be chance
_WORD = 4  # letters: shorter words weigh something in a model and say nothing to a reader
_OF_STRENGTH = 3.0  # log-odds that a rule of full strength is worth


def evidence(text: str, scores: Scores, hits: Sequence[Hit], found: Signs | None) -> tuple[Evidence, ...]:
    """Show, for each judgement that stands out, the words that carried it, the strongest first."""
    known = weighings() if found else {}
    shown: list[Evidence] = []
    for what in _told(scores):
        pieces = [
            *_of_rules(what, text, hits),
            *(_of_models(what, text, known[what], found) if found and what in known else ()),
        ]
        shown += _best(pieces)
    return tuple(shown)


def _told(scores: Scores) -> Iterator[str]:
    """Name the judgements that stand out."""
    chances = {"complaint": (scores.complaint, IS_COMPLAINT), "churn": (scores.churn, _SOME)}
    chances |= {
        "supervisor": (scores.supervisor, _SOME),
        "call": (scores.call, _SOME),
        "handoff": (scores.human, _SOME),
    }
    chances |= {"abuse": (scores.abuse, 1), "urgency": (scores.urgency, 1), "severity": (scores.severity, 2)}
    chances |= {name: (getattr(scores.emotions, name), _SOME) for name in TONES}
    loudest = max(TONES, key=lambda name: getattr(scores.emotions, name))
    for what, (much, least) in chances.items():
        if much >= least or (what == loudest and scores.tone != "calm"):
            yield what


def _of_rules(what: str, text: str, hits: Iterable[Hit]) -> Iterator[Evidence]:
    for hit in hits:
        much = _gives(hit.rule.gives, what)
        if much > 0:
            yield Evidence(what, hit.start, hit.end, text[hit.start : hit.end], round(much, 2))


def _gives(gives: Signals, what: str) -> float:
    """Give, in log-odds, what a rule says for a judgement."""
    match what:
        case "complaint" | "severity" | "urgency" | "abuse":
            return float(getattr(gives, what))
        case "handoff":
            return gives.supervisor * _OF_STRENGTH
        case _:
            return float(getattr(gives, what)) * _OF_STRENGTH


def _of_models(what: str, text: str, weighing: Weighing, found: Signs) -> Iterator[Evidence]:
    heads = {sign.rpartition(".")[0]: weight for sign, weight in weighing.inputs if weight > 0}
    for head, weight in heads.items():
        begin, reading = found.strongest.get(head, (ABOVE, None))
        if reading and begin != ABOVE:
            for piece in reading.evidence(head, limit=_EACH):
                start, end = begin + piece.start, begin + piece.end
                if end - start < _WORD or piece.gave * weight < _TELLS:
                    continue
                yield Evidence(what, start, end, text[start:end], round(piece.gave * weight, 2))


def _best(pieces: Sequence[Evidence]) -> list[Evidence]:
    """Keep the strongest pieces; of those that overlap, the stronger one."""
    kept: list[Evidence] = []
    for piece in sorted(pieces, key=lambda each: (-each.much, each.start, each.end)):
        apart = all(piece.end <= other.start or piece.start >= other.end for other in kept)
        if apart and piece.much >= _LEAST and len(kept) < _EACH:
            kept.append(piece)
    return kept
