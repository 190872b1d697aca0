"""However people sign, their name is told from their words; and where it could be a word, it stays one."""

import pytest

from amends.craft.mail import parse, split_reply
from amends.craft.mail.tests.letters import letter

WORDS = "The kettle leaks."


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("Robert Lark", "Bob"),
        ("Robert Lark", "Bert"),
        ("Alexandra Lark", "Alex"),
        ("Alexandra Lark", "-Sandra"),
        ("Johannes Lerche", "LG, Hannes"),
        ("Barbara Lark", "Thanks, Babs"),
        ("Jonathan Lark", "Your patient customer,\nJon"),
        ("Ada Lark", "Your loyal customer, Ada."),
        ("Ada Lark", "AL   0341-123."),
        ("Ada Lark", "Ada Lark | Purchasing\nLark & Daughters, Leeds"),
        ("Ada Lark", "*Ada Lark*, *Head of Purchasing*\nT 0113 496 0000"),
        ("Ada Lark", "AdaLark\nLeeds"),
        ("ada", "Ada M. Lark, Ph.D.\nPresident"),
        ("雲雀花子", "雲雀"),
        ("Ada Lark", "Kind regards"),
        ("Ada Lark", "Mit freundlichen Grüßen"),
        ("Ada Lark", "Cordialement,"),
        ("ليلى حداد", "مع تحياتي،\nليلى حداد"),
        ("דנה לוי", "בברכה,\nדנה"),
        ("Ada Lark", "أُرسلت من الـ iPhone"),
        ("Ada Lark", "Verzonden vanuit Outlook voor iOS"),
    ],
)
def test_a_name_however_short_signs(name: str, ending: str):
    split = split_reply(f"{WORDS}\n\n{ending}\n", name=name)

    assert (split.reply, split.signature) == (WORDS, ending)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Blanche Lark", "Which colour do you have?\n\nBlue"),
        ("Ada Lark", "Whose kettle is it?\n\nYours"),
        ("Ada Lark", "Who pays for it?\n\nYour customer"),
        ("Robert Lark", "My brother bought it:\n\nBob"),
        ("Ada Lark", "What is it that you sell?\n\nLove"),
        ("Ada Lark", "The kettle leaks.\n\nYour driver, who was kind, has seen it."),
        ("Ada Lark", "It leaks.\n\nAda Lark – that is me – wants her money back from you now."),
        ("Thomas Lark", "Who was here?\n\nMay"),
        ("Ada Lark", "Beste\nProduct dat ik ooit had."),
    ],
)
def test_what_could_be_a_word_stays_one(name: str, text: str):
    split = split_reply(text, name=name)

    assert (split.reply, split.signature) == (text, "")


@pytest.mark.parametrize(
    ("sender", "ending"),
    [
        ("ada.lark@kettles.example", "Ada"),
        ("adalark@kettles.example", "Ada Lark"),
        ("Lark <ada.lark@kettles.example>", "Ada"),
        ('"alark@kettles.example" <alark@kettles.example>', "Ada Lark\nLeeds 0113 496 0000"),
    ],
)
def test_an_address_tells_a_name_where_from_does_not(sender: str, ending: str):
    mail = parse(letter(f"{WORDS}\n\n{ending}\n", From=sender))

    assert (mail.reply, mail.signature) == (WORDS, ending)


def test_the_domain_of_an_address_is_nobodys_name():
    mail = parse(letter("Who made it?\n\nKettles\n", From='"ada@kettles.example" <ada@kettles.example>'))

    assert (mail.reply, mail.signature) == ("Who made it?\n\nKettles", "")
