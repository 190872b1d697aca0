"""How often the coach is right about replies that people labelled who had not seen its rules, and how often silent."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from bench.craft.calibration import brier, plotted
from bench.craft.replied import FOLDER, Read, defined, is_as_sealed, read, replies, severities
from bench.craft.scores import accuracy, auc
from bench.craft.tables import table
from bench.craft.tallies import AIMS, Tally, good, missed_in, per_ten, renamed, tally, total, wrong_in
from bench.craft.ticks import Asked, asked, heard_beside

SEVERITIES = ("error", "warning", "hint")


def run() -> None:
    """Measure rules, false alarms and questions; with `--wrong` show every finding that is wrong or missing."""
    known = replies()
    if not known:
        print("  sealed: not here yet (AMENDS_REPLIES says where replies lie)")
        return
    reads = list(map(read, known))
    state = "as they were sealed" if is_as_sealed() else "NOT as they were sealed"
    print(f"  {len(reads)} replies in {FOLDER.name}, {state}; {len(good(reads))} of them without a fault\n")
    _rules(reads)
    _together(reads)
    _false_alarms(reads)
    _questions(reads)
    if "--wrong" in sys.argv:
        _print_wrong(reads)


def by_writer(reads: Sequence[Read]) -> Iterator[tuple[str, list[Read]]]:
    """Yield the replies of each writer, then those of all together."""
    writers = sorted({one.reply.writer for one in reads})
    for writer in writers:
        yield writer, [one for one in reads if one.reply.writer == writer]
    if len(writers) > 1:
        yield "all", list(reads)


def _rules(reads: Sequence[Read]) -> None:
    """Print a row a rule; no share of fewer than twenty."""
    writers = [group for group in by_writer(reads) if group[0] != "all"]
    head = ("rule", "says", "labelled", "fired", "right", "other name", "wrong", "precision", "95 %", "recall", "aim")
    rows = []
    for rule, severity in severities().items():
        counted = tally(reads, rule)
        if counted.labelled or counted.fired:
            parts = [tally(group, rule) for _, group in writers]
            each = (f"{part.right}/{part.fired}" for part in parts)
            rows.append((rule, severity, *_counts(counted), *_shares(counted, severity), *each))
    table((*head, *(f"{writer}: right/fired" for writer, _ in writers)), rows)
    silent = [rule for rule in defined() if not (tally(reads, rule).labelled or tally(reads, rule).fired)]
    print(f"  never labelled, never fired: {', '.join(silent) or 'none'}\n")


def _counts(counted: Tally) -> tuple[int, ...]:
    return counted.labelled, counted.fired, counted.right, counted.other, counted.wrong


def _shares(counted: Tally, severity: str) -> tuple[str, ...]:
    """Return precision with its bounds, recall, and whether the aim was reached; a dash for what too few show."""
    recall = f"{counted.recall:.2f}" if counted.recall is not None else "–"
    if counted.precision is None:
        return "–", "–", recall, "–"
    low, high = counted.bounds
    return f"{counted.precision:.2f}", f"{low:.2f}–{high:.2f}", recall, _reached(counted, severity)


def _reached(counted: Tally, severity: str) -> str:
    aim = AIMS.get(severity)
    if aim is None or counted.precision is None:
        return "–"
    if counted.precision < aim:
        return "missed"
    return "surely" if counted.bounds[0] >= aim else "reached"


def _together(reads: Sequence[Read]) -> None:
    """Print the rules of a severity taken together, by writer, and the means over rules."""
    rows = []
    for writer, group in by_writer(reads):
        for severity, rules in _pools():
            counted = total(tally(group, rule) for rule in rules)
            rows.append(
                (f"{severity}, {writer}", *_counts(counted), *_shares(counted, severity), *_macro(group, rules))
            )
    head = (
        "severity, writer",
        "labelled",
        "fired",
        "right",
        "other name",
        "wrong",
        "precision",
        "95 %",
        "recall",
        "aim",
    )
    table((*head, "mean precision", "mean recall"), rows)
    print("  means are over the rules that fired, or were labelled, at least once in these replies\n")


def _pools() -> Iterator[tuple[str, list[str]]]:
    """Yield each severity with its rules, then all but hints, then all."""
    known = severities()
    for severity in SEVERITIES:
        yield severity, [rule for rule, its in known.items() if its == severity]
    yield "error and warning", [rule for rule, its in known.items() if its != "hint"]
    yield "all", list(known)


def _macro(reads: Sequence[Read], rules: Iterable[str]) -> tuple[str, str]:
    counted = [tally(reads, rule) for rule in rules]
    precisions = [one.right / one.fired for one in counted if one.fired]
    recalls = [one.right / one.labelled for one in counted if one.labelled]
    return _mean(precisions), _mean(recalls)


def _mean(figures: Sequence[float]) -> str:
    return f"{sum(figures) / len(figures):.2f}" if figures else "–"


def _false_alarms(reads: Sequence[Read]) -> None:
    """Print what an agent is told wrongly about ten good replies, and how often a reply with faults is noticed."""
    rows = []
    for writer, group in by_writer(reads):
        fine = good(group)
        faulty = [one for one in group if not one.reply.is_good]
        places = sum(len(one.review.findings) for one in fine)
        noticed = sum(bool(one.fired & one.reply.faults) for one in faulty)
        sent = sum(one.review.verdict == "send" for one in fine)
        rows.append(
            (
                writer,
                len(fine),
                *(f"{per_ten(_wrong(fine, kinds), fine):.2f}" for kinds in (SEVERITIES, SEVERITIES[:2])),
                f"{per_ten(places, fine):.2f}",
                f"{sent}/{len(fine)}",
                f"{noticed}/{len(faulty)}",
                f"{per_ten(sum(len(wrong_in(one)) for one in faulty), faulty):.2f}",
            )
        )
    head = (
        "writer",
        "good replies",
        "wrong in ten",
        "of them no hints",
        "places in ten",
        "told: send",
        "faulty noticed",
    )
    table((*head, "wrong in ten faulty"), rows)
    print("  wanted: at most 1 wrong in ten good replies; a rule counts once a reply, “places” counts each underline\n")


def _wrong(reads: Iterable[Read], kinds: Sequence[str]) -> int:
    known = severities()
    return sum(known.get(rule) in kinds for one in reads for rule in wrong_in(one))


def _questions(reads: Sequence[Read]) -> None:
    """Print how well answered questions are told from open ones, beside always saying the commoner and plain words."""
    rows = []
    for writer, group in by_writer(reads):
        if found := asked(group):
            rows.append((writer, *_ticks(found), heard_beside(group)))
    head = ("questions", "labelled", "open", "heard", "accuracy", "with unheard", "majority", "words", "open found")
    table((*head, "AUC", "AUC of words", "Brier", "heard beside"), rows)
    heard = [one for one in asked(reads) if one.found]
    print("  accuracy is over what was heard; “with unheard” counts an open question that was not heard as wrong")
    if heard:
        print(f"  reliability: {plotted('sealed replies, answered', _scores(heard), _labels(heard))}\n")


def _ticks(found: Sequence[Asked]) -> tuple[object, ...]:
    heard = [one for one in found if one.found]
    unanswered = [one for one in found if not one.answered]
    share = len(unanswered) / len(found)
    noticed = sum(one.is_right for one in unanswered)
    base = (len(found), len(unanswered), len(heard))
    if not heard:
        return (*base, *("–",) * 8)
    scores, labels = _scores(heard), _labels(heard)
    plain = [one.overlap for one in heard]
    return (
        *base,
        f"{accuracy([one.found.answered for one in heard if one.found], labels):.2f}",
        f"{sum(one.is_right for one in found) / len(found):.2f}",
        f"{max(share, 1 - share):.2f}",
        f"{accuracy([score >= 0.5 for score in plain], labels):.2f}",
        f"{noticed}/{len(unanswered)}",
        f"{auc(scores, labels):.3f}",
        f"{auc(plain, labels):.3f}",
        f"{brier(scores, labels):.3f}",
    )


def _scores(heard: Iterable[Asked]) -> list[float]:
    return [one.found.score for one in heard if one.found]


def _labels(heard: Iterable[Asked]) -> list[bool]:
    return [one.answered for one in heard if one.found]


def _print_wrong(reads: Iterable[Read]) -> None:
    """Print each finding that no reader shares, each fault that no rule found, and each question told wrongly."""
    for one in reads:
        wrong, others = wrong_in(one), renamed(one.fired, one.reply.faults)
        for finding in one.review.findings:
            if finding.rule in wrong:
                _print(one, "wrong", finding.rule, finding.text or "(the whole draft)")
        for rule, fault in others.items():
            _print(one, "other name", rule, f"labelled {fault}")
        for fault in sorted(missed_in(one)):
            _print(one, "missed", fault, " ".join(one.reply.draft.split()))
        for question in asked([one]):
            if not question.is_right:
                heard = f"scored {question.found.score}" if question.found else "not heard"
                _print(one, "question", "answered" if question.answered else "open", f"{question.text} ({heard})")


def _print(one: Read, kind: str, rule: str, text: str) -> None:
    said = f"labelled {', '.join(sorted(one.reply.faults)) or 'good'}"
    print(f"  {one.reply.writer}/{one.reply.id} {one.reply.stage} {kind} {rule}: {text} [{said}]")
