"""The line above a quotation is known however it is broken, joined or dressed; a person's own line is left to them."""

import pytest

from amends.craft.mail import split_reply

OWN = "The kettle is still broken."
SAID = "We have sent you a new one."
WHO = "Ben Bird <ben@desk.example>"
RIGHT_TO_LEFT = (
    "\u202bבתאריך יום ג׳, 3 בנוב׳ 2026 ב-14:12 מאת \u202aבן\u202c <\u202aben@desk.example\u202c\u200f>:\u202c"
)


@pytest.mark.parametrize(
    "line",
    [
        "You wrote to me in May:",
        "Your colleague wrote this to my wife:",
        "Sie schrieben mir im Mai:",
        "Vous m'avez bien écrit ceci, et vous avez écrit autrement à ma femme :",
    ],
)
def test_a_line_of_ones_own_above_ones_own_quotation_is_not_hidden(line: str):
    split = split_reply(f"{OWN}\n\n{line}\n\n> Returns are free.\n\nWhy pay, then?\n")

    assert split.own_words == f"{OWN}\n\n{line}\n\nWhy pay, then?"
    assert "> Returns are free." in split.reply


@pytest.mark.parametrize(
    "line",
    [
        "Ben Bird wrote:",
        "Вы писали 3 ноября 2026 г., 14:12:05:",
        "On Monday Ben wrote:",
        RIGHT_TO_LEFT,
        "Am 3.11.2026\num 14:12 schrieb Ben\n<ben@desk.example>:",
        f"Op 3 nov. 2026 om 14:12 heeft {WHO} geschreven:",
    ],
)
def test_a_line_of_a_program_goes_with_the_marked_quotation(line: str):
    split = split_reply(f"{OWN}\n\n{line}\n\n> {SAID}\n")

    assert (split.reply, split.quoted) == (OWN, f"{line}\n\n> {SAID}")


@pytest.mark.parametrize(
    "line",
    [
        f"در تاریخ سه\u200cشنبه ۳ نوامبر ۲۰۲۶،\u200f ۱۴:۱۲ بن <{WHO[10:-1]}> نوشت:",
        "Wiadomość napisana przez Ben Bird ben@desk.example w dniu 3.11.2026, o godz. 14:12:",
        f"-------- Original message --------From: {WHO} Date: 03/11/2026 14:12 To: Ada",
        "-------- Ursprüngliche Nachricht --------Von: Ben Datum: 03.11.26 14:12 An: Ada",
        RIGHT_TO_LEFT,
    ],
)
def test_a_line_of_a_program_begins_an_unmarked_quotation(line: str):
    split = split_reply(f"{OWN}\n\n{line}\n\n{SAID}\n")

    assert (split.reply, split.quoted) == (OWN, f"{line}\n\n{SAID}")


def test_below_a_telephones_line_an_address_is_enough():
    footer, line = "Az iPhone-omról küldve", "ben@desk.example wrote:"

    split = split_reply(f"{OWN}\n{footer}\n\n{line}\n\n{SAID}\n")

    assert (split.reply, split.signature, split.quoted) == (OWN, footer, f"{line}\n\n{SAID}")
    assert split_reply(f"{OWN}\n\n{line}\n\n{SAID}\n").quoted == ""


def test_a_dated_line_with_nothing_below_hides_nothing_and_is_quoted():
    line = "- Le 2026-11-03 14:12, Ben a écrit :"

    assert split_reply(f"{OWN}\n\n{line}\n").quoted == line
    assert split_reply(f"{OWN}\n\n{line}\n\n{SAID}\n").quoted == ""


def test_an_attribution_within_a_quotation_is_no_question():
    split = split_reply("> On 3 Nov 2026 at 14:12, Ben wrote:\n> Which one?\nThe tall one.\n> Since when?\nMay.\n")

    assert split.reply == "> Which one?\nThe tall one.\n\n> Since when?\nMay."
    assert split.quoted == "> On 3 Nov 2026 at 14:12, Ben wrote:"


@pytest.mark.parametrize("line", ["Begin forwarded message:", "-----Original Message-----", "Forwarded message:"])
def test_what_stands_below_a_marked_quotation_is_ones_own_under_a_separator_too(line: str):
    split = split_reply(f"Hello,\n\n{line}\n\n> From: {WHO}\n> Subject: Kettle\n>\n> {SAID}\n\n{OWN}\n")

    assert split.own_words == f"Hello,\n\n{OWN}"
    assert line in split.quoted


@pytest.mark.parametrize(
    "note",
    ["My answers in red.", "Siehe unten in Rot.", "Mes réponses ci-dessous.", "Hi Ben, answered inline.", "见红字"],
)
def test_answers_within_an_unmarked_quotation_are_not_hidden_where_one_says_so(note: str):
    head = f"From: {WHO}\nSent: Tuesday\nTo: Ada\nSubject: Kettle"
    text = f"{note}\n\n{head}\n\nWhich one is it?\nThe tall one.\n"

    assert "The tall one." in split_reply(text).reply
    assert split_reply(text.replace(note, "It leaks.")).reply == "It leaks."
