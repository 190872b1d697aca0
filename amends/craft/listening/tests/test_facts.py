"""What the customer told once is found and need not be asked again."""

import pytest

from amends.craft.listening import hear


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("My order no. AB-4711 is missing", "order", "AB-4711"),
        ("Bestellnummer: 4711-22", "order", "4711-22"),
        ("See invoice 2026/17.", "invoice", "2026/17"),
        ("Meine Kundennummer ist 99812.", "customer", "99812"),
        ("I paid $40 for it", "amount", "$40"),
        ("Es kostete 1.234,50 Euro.", "amount", "1.234,50 Euro"),
        ("It came on 12.03.2026 at last", "date", "12.03.2026"),
        ("Am 3. März", "date", "3. März"),
        ("We met on Monday, all of us", "date", "on Monday"),
        ("I sent it two weeks ago", "period", "two weeks ago"),
        ("Call me at 0170 1234567 please", "phone", "0170 1234567"),
        ("Write to a.b@shop.example, please", "email", "a.b@shop.example"),
        ("See https://shop.example/x?y=1.", "url", "https://shop.example/x?y=1"),
        ("IBAN DE89 3704 0044 0532 0130 00", "iban", "DE89 3704 0044 0532 0130 00"),
        ("Come at 10:30 then", "time", "10:30"),
        ("Tracking no. JD0002 3341 8876 shows nothing", "tracking", "JD0002 3341 8876"),
        ("Reference QX7RTL for Oslo", "reference", "QX7RTL"),
        ("Ticket #55210 is open", "reference", "55210"),
        ("My account id is m_8812.", "customer", "m_8812"),
        ("You charged me twenty quid", "amount", "twenty quid"),
        ("We agreed on nine hundred dollars", "amount", "nine hundred dollars"),
        ("They took CHF 240.- again", "amount", "CHF 240.-"),
        ("Ich habe hundert Euro überwiesen", "amount", "hundert Euro"),
        ("It was due last Tuesday", "date", "last Tuesday"),
        ("I rang the day before yesterday", "date", "the day before yesterday"),
        ("It was bought in May 2025", "date", "May 2025"),
        ("It stopped since the 14th of May", "date", "14th of May"),
        ("Nobody came at half past nine", "time", "half past nine"),
        ("I have been with you for eleven years", "period", "for eleven years"),
        ("My Braun toaster trips the fuse", "product", "Braun toaster"),
        ("I ordered the blue dress in size 12", "product", "blue dress"),
        ("My Dyson V11 stopped charging", "product", "Dyson V11"),
        ("I bought a garden wobbler from you", "product", "garden wobbler"),
        ("Meine rote Jacke ist nicht da", "product", "rote Jacke"),
        ("It leaks. I think the fuse is blown.", "diagnosis", "I think the fuse is blown"),
        ("It must be a loose contact, because it hums", "diagnosis", "It must be a loose contact"),
        ("Vermutlich liegt es am Kabel.", "diagnosis", "Vermutlich liegt es am Kabel"),
    ],
)
def test_a_fact_is_found_with_its_kind(text: str, kind: str, value: str) -> None:
    assert (kind, value) in [(fact.kind, fact.value) for fact in hear(text).facts]


def test_plain_words_are_no_facts() -> None:
    assert hear("The lid is broken, in order to say it plainly.").facts == ()


@pytest.mark.parametrize(
    "text",
    ["I think you should pay.", "Maybe the 5th is better for you.", "By phone, please.", "Could it be the fuse?"],
)
def test_a_wish_or_a_question_is_no_diagnosis_and_a_way_to_talk_no_product(text: str) -> None:
    assert {fact.kind for fact in hear(text).facts} <= {"date"}


def test_what_was_tried_one_after_the_other_is_told_apart() -> None:
    tried = hear("I've restarted the router twice and changed the cable. Can you send a new one?").tried
    assert [span.text for span in tried] == ["I've restarted the router twice", "changed the cable."]


def test_a_thing_is_named_once() -> None:
    products = [fact.value for fact in hear("My Braun toaster broke. The toaster smokes.").facts]
    assert products == ["Braun toaster"]
