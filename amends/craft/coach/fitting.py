"""How well a sentence answers a question: by the type of answer it gives and the matter it shares."""

from dataclasses import dataclass
from typing import Final

from amends.craft.coach.asking import Kind, Question
from amends.craft.coach.reading import Sentence
from amends.craft.coach.stems import shared, total

ANSWERED: Final = 0.5  # from this score on, a question counts as answered
NEARLY: Final = 0.4  # what an answer of the right type, but beside the point, is worth at most

_ACTING: Final = frozenset({"promise", "offer", "alternative", "refusal"})
_DIRECT: Final = frozenset({"yes", "no"})
_TELLING: Final = frozenset({"claim", "statement", "we", "you"})
_NO_FRAGMENT: Final = _TELLING | {"thanks", "apology", "empathy", "now", "next_step", "courtesy_praise"}
_FITTING: Final[dict[Kind, frozenset[str]]] = {
    "status": frozenset({"time", "past", "place", "promise", "now", "did"}),
    "next": _ACTING | {"next_step", "did", "helping"},
    "when": frozenset({"time", "past", "year"}),
    "how_long": frozenset({"time", "past", "lasting"}),
    "how_much": frozenset({"amount"}),
    "how_many": frozenset({"number", "amount", "time"}),
    "who": frozenset({"person", "named"}),
    "where": frozenset({"place", "link", "named"}),
    "why": frozenset({"reason", "explanation"}),
    "how": frozenset({"steps", "next_step", "link"}),
    "other": _ACTING | {"next_step", "time", "past", "explanation", "did"},
}
_SURE_TYPES: Final = frozenset({"when", "how_long", "how_much", "how_many", "status", "next", "why"})
_UNTYPED: Final[frozenset[Kind]] = frozenset({"whether", "which", "other", "how"})
_TO_THE_CUSTOMER: Final = frozenset({"you", "we", "promise", "offer", "next_step", "steps"})
_OF_BEFORE: Final = frozenset({"done", "thanks", "apology"})
_OF_NEXT: Final = frozenset({"promise", "offer", "alternative"})
_CONTACT: Final = frozenset({"call", "write", "answer"})
_NOTHING: Final[frozenset[str]] = frozenset()
_ABOUT_IT: Final = 0.25  # the least share of a question's matter that shows a sentence to be about it
_MOSTLY_ABOUT_IT: Final = 0.5
_ENOUGH: Final = 4.0  # weight of what a long question is about: nobody says all of it again
_SHORT: Final = 4  # terms: a sentence so short speaks of nothing else than what was asked


@dataclass(frozen=True, slots=True)
class _Worth:
    """What a kind of evidence is worth by itself, and what the shared matter adds to it."""

    alone: float
    matter: float

    def __call__(self, covered: float) -> float:
        return min(1.0, self.alone + self.matter * covered)


_QUESTION_BACK: Final = _Worth(0.0, 0.3)
_SAID_BACK: Final = _Worth(0.0, 0.4)
_YES_OR_NO: Final = _Worth(0.6, 0.4)
_DEED: Final = _Worth(0.25, 0.62)
_REFUSAL: Final = _Worth(0.35, 0.6)
_DEED_FOR_ANYTHING: Final = _Worth(0.6, 0.0)
_STATEMENT: Final = _Worth(0.1, 0.75)
_TO_YOU: Final = 0.1  # more, where a statement speaks to the customer
_MIRRORED: Final = 0.15  # more, where "can I" meets "you can"
_OVER: Final = 0.15  # less, where it speaks of the past and the question of what is to come
_FRAGMENT: Final = _Worth(0.0, 0.65)
_OPEN: Final = _Worth(0.0, 0.85)
_ADVICE: Final = _Worth(0.15, 0.85)
_BARE_ANSWER: Final = _Worth(0.5, 0.5)
_TYPE_AMONG_OTHERS: Final = _Worth(0.2, 0.8)
_RARE_TYPE: Final = _Worth(0.6, 0.4)
_TYPE: Final = _Worth(0.5, 0.5)
_COMMON_TYPE: Final = _Worth(0.35, 0.65)
_ANYBODY: Final = _Worth(0.25, 0.75)
_OTHER_TYPE: Final = _Worth(0.0, 0.45)
_NO_SURE_TYPE: Final = _Worth(0.0, 0.72)


def fit(question: Question, sentence: Sentence, *, before: Sentence | None = None) -> float:
    """Tell from 0 to 1 how well `sentence`, which may lean on the one `before` it, answers `question`."""
    covered = cover(question, sentence)
    if before is not None:
        covered = max(covered, (covered + cover(question, sentence, before)) / 2)
    if sentence.asks and sentence.signs.isdisjoint(_ACTING | {"time"}) and not _says_yes_or_no(sentence):
        return _QUESTION_BACK(covered)
    if "echo" in sentence.signs and ":" not in sentence.text and sentence.signs.isdisjoint(_ACTING | _DIRECT):
        return _SAID_BACK(covered)
    match question.kind:
        case "whether":
            return _whether(question, sentence, covered)
        case "which":
            return _which(sentence, covered)
        case _:
            return _typed(question, sentence, covered)


def cover(question: Question, *sentences: Sentence) -> float:
    """Give the share of the question's matter that `sentences` speak of."""
    if not question.weight:
        return 0.0
    spoken = _NOTHING.union(*(_spoken(question, sentence) for sentence in sentences))
    return min(1.0, total(spoken) / min(question.weight, _ENOUGH)) if spoken else 0.0


def misfits(question: Question, sentence: Sentence) -> bool:
    """Tell whether the question calls for a type of answer, such as a time, that the sentence doesn't have."""
    return question.kind not in _UNTYPED and not _fits(question, sentence)


def _spoken(question: Question, sentence: Sentence) -> frozenset[str]:
    return shared(question.terms, sentence.matters, loosely=question.compounds)


def _says_yes_or_no(sentence: Sentence) -> bool:
    return any(hit.key in _DIRECT and hit.start == sentence.start for hit in sentence.hits)


def _whether(question: Question, sentence: Sentence, covered: float) -> float:
    """A yes or no at the head answers; so does a deed or a statement about the same matter."""
    signs = sentence.signs
    mirrored = _MIRRORED if covered and question.met_by in signs else 0.0
    if _says_yes_or_no(sentence):
        return _YES_OR_NO(covered)
    if not signs.isdisjoint(_ACTING) and "later" not in signs:
        deed = _REFUSAL if "refusal" in signs else _DEED
        return _DEED_FOR_ANYTHING(covered) if question.vague else min(1.0, deed(covered) + mirrored)
    if signs.isdisjoint(_TELLING | _DIRECT):
        return _FRAGMENT(covered)
    score = _STATEMENT(covered) + mirrored
    if covered and not signs.isdisjoint({"we", "you"}):
        score += _TO_YOU
    return score - _OVER if question.ahead and "over" in signs and "ahead" not in signs else min(1.0, score)


def _which(sentence: Sentence, covered: float) -> float:
    """Without a type to look for, the matter itself must be spoken of; advice may speak of half of it."""
    if covered >= _ABOUT_IT and not sentence.signs.isdisjoint(_TO_THE_CUSTOMER):
        return _ADVICE(covered)
    if len(sentence.terms) <= _SHORT and sentence.signs.isdisjoint(_NO_FRAGMENT):
        return _BARE_ANSWER(covered)
    return _OPEN(covered)


def _typed(question: Question, sentence: Sentence, covered: float) -> float:
    """The right type of answer counts most, if it isn't about something else."""
    if not _fits(question, sentence):
        return (_OTHER_TYPE if question.kind in _SURE_TYPES else _NO_SURE_TYPE)(covered)
    score = _worth(question.kind, sentence)(covered if question.weight else _ABOUT_IT)
    return min(score, NEARLY) if _beside_the_point(question, sentence, covered) else score


def _fits(question: Question, sentence: Sentence) -> bool:
    if not _FITTING[question.kind].isdisjoint(sentence.signs):
        return True
    match question.kind:
        case "who":
            return "amount" in sentence.signs and "pay" in question.terms
        case "where":
            return "address" in sentence.terms
        case _:
            return False


def _worth(kind: Kind, sentence: Sentence) -> _Worth:
    """How much the type is worth: some are rare in a draft, others stand in every sentence."""
    short = len(sentence.terms) <= _SHORT
    if not short and sentence.signs.isdisjoint(_TO_THE_CUSTOMER):
        return _TYPE_AMONG_OTHERS
    match kind:
        case "next" | "why" | "how_much":
            return _RARE_TYPE
        case "when" | "how_long" | "how" | "status" | "other":
            return _TYPE
        case "how_many":
            return _TYPE if short else _COMMON_TYPE
        case "where":
            pinned = not sentence.signs.isdisjoint({"named", "link"}) or "address" in sentence.terms
            return _TYPE if pinned else _COMMON_TYPE
        case _:
            return _ANYBODY


def _beside_the_point(question: Question, sentence: Sentence, covered: float) -> bool:
    """Tell whether the type is right by chance: a date of something past, refused, or of the next letter."""
    signs = sentence.signs
    match question.kind:
        case "when" | "how_long" | "status" | "other":
            told = question.ahead and "over" in signs and "ahead" not in signs
            past = (told or not signs.isdisjoint(_OF_BEFORE)) and signs.isdisjoint(_OF_NEXT) and covered < _ABOUT_IT
            refused = "refusal" in signs and "promise" not in signs and covered < _MOSTLY_ABOUT_IT
            put_off = "later" in signs and question.terms.isdisjoint(_CONTACT)
            return past or refused or put_off
        case "how":
            step = sentence.first("steps")
            told = "next_step" in signs or (step is not None and (step.start == sentence.start or "did" in signs))
            return not told and covered < _ABOUT_IT
        case _:
            return False
