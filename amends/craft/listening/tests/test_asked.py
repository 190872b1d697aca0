"""Questions, requests and wants are cut out of the story they are told in."""

import pytest

from amends.craft.listening import hear


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Where is it? And when will it come?", ["Where is it?", "when will it come?"]),
        ("I ordered a lamp and when does it arrive?", ["when does it arrive?"]),
        (
            "When do I get my money and can you send me a receipt?",
            ["When do I get my money", "can you send me a receipt?"],
        ),
        ("I was wondering whether you ship to Norway.", ["I was wondering whether you ship to Norway."]),
        ("It is blue. Could you tell me when the red one is back", ["Could you tell me when the red one is back"]),
        ("If it breaks, can I return it?", ["If it breaks, can I return it?"]),
        ("Seriously? Are you kidding me?", []),
        ("You will refund me, right?", ["You will refund me, right?"]),
        ("When I called, nobody answered.", []),
        ("Wo ist mein Paket und wann kommt es?", ["Wo ist mein Paket", "wann kommt es?"]),
        ("Ich wollte fragen, ob Sie nach Norwegen liefern.", ["Ich wollte fragen, ob Sie nach Norwegen liefern."]),
        ("Ist das Ihr Ernst?", []),
        ("When does it come and who pays?", ["When does it come", "who pays?"]),
        ("What is it, and if so, what would it cost?", ["What is it", "what would it cost?"]),
        ("Who is going to come and when?", ["Who is going to come and when?"]),
        ("It was to be fixed. Is it? And when?", ["Is it? And when?"]),
        ("Parcel left on Friday, no idea when it comes.", ["no idea when it comes."]),
        ("Wondering if you stock the larger pan.", ["Wondering if you stock the larger pan."]),
        ("I never had a code what do I do", ["what do I do"]),
        ("Where's my refund, it was promised for Monday.", ["Where's my refund"]),
        ("Is it blue? Is it blue?", ["Is it blue?"]),
        ("Do I have to come by or can you mail it?", ["Do I have to come by or can you mail it?"]),
        ("Can I bring my dog, and is breakfast included?", ["Can I bring my dog", "is breakfast included?"]),
        ("My question: can I pay in instalments?", ["My question: can I pay in instalments?"]),
        ("Still waiting to hear when he comes.", ["waiting to hear when he comes."]),
        ("¿Me pueden decir si abren el domingo?", ["Me pueden decir si abren el domingo?"]),
        ("No sé cuándo viene el técnico.", ["No sé cuándo viene el técnico."]),
        ("¿Es una broma?", []),
        ("Can you help me, please?", []),
        ("Please advise.", []),
        ("I have a question. Is it blue?", ["Is it blue?"]),
        ("You did not answer my question.", []),
        ("Do you think that is fair? How hard can it be?", []),
        ("What am I supposed to do, sit at the window?", []),
        ("Another delay?", []),
        ("My server of two years has just disappeared???", []),
        ("Would a smart meter help?", ["Would a smart meter help?"]),
        ("Wann kommt das Sofa und wer trägt es hoch?", ["Wann kommt das Sofa", "wer trägt es hoch?"]),
        ("Mir ist nicht klar, ob die Versicherung zahlt.", ["nicht klar, ob die Versicherung zahlt."]),
        ("Wer soll das denn bitte glauben?", []),
    ],
)
def test_each_question_is_found_once(text: str, questions: list[str]) -> None:
    assert [span.text for span in hear(text).questions] == questions


@pytest.mark.parametrize(
    ("text", "requests", "wants"),
    [
        ("Can you send me a new one?", 1, 1),
        ("The lid broke and I want a new lid.", 1, 1),
        ("Please call me back.", 1, 0),
        ("Send me the invoice and cancel my order.", 2, 1),
        ("Please note that I moved.", 0, 0),
        ("Bitte schicken Sie mir einen neuen Deckel.", 1, 1),
        ("Ich möchte mein Geld zurück.", 1, 1),
        ("Rufen Sie mich bitte an.", 1, 0),
        ("Ich möchte mich bedanken.", 0, 0),
    ],
)
def test_a_request_that_names_a_remedy_is_also_a_want(text: str, requests: int, wants: int) -> None:
    heard = hear(text)
    assert (len(heard.requests), len(heard.wants)) == (requests, wants)


def test_what_was_tried_is_told_from_what_is_asked() -> None:
    heard = hear("I have already restarted it twice. Can you send a technician?")
    assert [span.text for span in heard.tried] == ["I have already restarted it twice."]
    assert [span.text for span in heard.questions] == ["Can you send a technician?"]
