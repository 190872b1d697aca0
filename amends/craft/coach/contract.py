"""A review in the keys that `amends coach` prints and promises to keep."""

from amends.craft.coach.reviewing import Review


def as_json(review: Review) -> dict[str, object]:
    """Give `review` as plain values, ready to be written as JSON; politeness only where the language is known."""
    said: dict[str, object] = {
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "start": finding.start,
                "end": finding.end,
                "text": finding.text,
                "why": finding.why,
                "suggestion": finding.suggestion,
                "craft": finding.craft,
            }
            for finding in review.findings
        ],
        "acts": [{"act": act.act, "start": act.start, "end": act.end} for act in review.acts],
        "politeness": review.politeness,
        "questions": [
            {
                "text": answer.text,
                "answered": answer.answered,
                "score": answer.score,
                "evidence": list(answer.evidence) if answer.evidence else None,
            }
            for answer in review.questions
        ],
        "verdict": review.verdict,
    }
    if review.politeness is None:
        del said["politeness"]
    return said
