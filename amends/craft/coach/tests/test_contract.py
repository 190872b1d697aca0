"""A review has the keys that the command line promises, and no others."""

from amends.craft.coach import as_json, review

MESSAGE = "When will I get a pump that works? And who pays for sending this one back?\nIrma Vogel"
DRAFT = (
    "Dear Irma Vogel,\n\nI am sorry that the pump came cracked.\n\nUnfortunately our policy says we can’t send a "
    "courier on Saturdays. I will have a new pump with you as soon as possible. Is this OK?\n\nBen"
)


def test_a_review_has_the_promised_keys() -> None:
    said = as_json(review(DRAFT, message=MESSAGE))
    assert set(said) == {"findings", "acts", "politeness", "questions", "verdict"}
    findings, acts, questions = said["findings"], said["acts"], said["questions"]
    assert isinstance(findings, list)
    assert isinstance(acts, list)
    assert isinstance(questions, list)
    assert set(findings[0]) == {"rule", "severity", "start", "end", "text", "why", "suggestion", "craft"}
    assert set(acts[0]) == {"act", "start", "end"}
    assert set(questions[0]) == {"text", "answered", "score", "evidence"}


def test_the_margin_says_what_the_picture_shows() -> None:
    found = {finding.text: finding for finding in review(DRAFT, message=MESSAGE).findings}
    no = found["our policy says we can’t send"]
    assert (no.why, no.severity, no.craft) == ("A bare no, hidden behind policy", "error", "C2.6")
    vague = found["as soon as possible"]
    assert (vague.why, vague.severity) == ("“As soon as possible” is no date", "warning")


def test_a_question_left_open_has_no_evidence_and_asks_for_a_look() -> None:
    found = review("Hello Irma, thank you for your message. Ben", message=MESSAGE)
    assert [answer.evidence for answer in found.questions] == [None, None]
    assert found.verdict == "look"


def test_evidence_is_a_place_in_the_draft() -> None:
    draft = "Hello Irma,\r\n\r\nThe new pump is with you on Monday."
    (answer, _) = review(draft, message=MESSAGE).questions
    assert answer.evidence is not None
    start, end = answer.evidence
    assert draft.replace("\r\n", "\n")[start:end] == "The new pump is with you on Monday."


def test_other_languages_fall_silent() -> None:
    draft = "Bonjour Marie, malheureusement notre politique ne permet pas les retours et nous ne pouvons rien faire."
    said = as_json(
        review(draft, message="Quand est-ce que je reçois mon argent ? Je suis très fâchée avec vous pour tout cela.")
    )
    assert said["findings"] == []
    assert said["questions"] == []
    assert "politeness" not in said
    assert said["verdict"] == "send"


def test_an_empty_variable_is_held_in_any_language() -> None:
    draft = "Hola {{nombre}}, lamentablemente la bomba llegó rota y le enviamos hoy mismo una nueva por correo."
    assert review(draft).verdict == "hold"


def test_an_empty_variable_is_shown_as_it_stands() -> None:
    (found,) = review("Hello {{name}}, your lamp ships today. Ben", customer="Maria Lopez").findings
    assert found.why == "An empty variable, “{{name}}”"


def test_an_empty_draft_has_nothing_to_find() -> None:
    assert review("").findings == ()
    assert review("").acts == ()


def test_the_name_may_be_known_from_elsewhere() -> None:
    found = review("Hello, it ships today. Ben", customer="Maria Lopez").findings
    assert [(finding.rule, finding.suggestion) for finding in found] == [
        ("missing.name", "Begin with the name as the customer signed: “Hello Maria Lopez,”")
    ]
