"""What somebody says themselves is told from what they answer, and none of it is ever hidden."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import parse, split_reply
from amends.craft.mail.tests.forms import FORMS, OWN, SAID, Form
from amends.craft.mail.tests.letters import html, letter, parted, plain

LINES = st.lists(
    st.sampled_from(
        [
            "Own words.",
            "",
            "> asked",
            ">> asked before",
            "On 2 Nov 2026 Ben <ben@shop.example> wrote:",
            "-- ",
            "Ada",
            "--",
        ]
    ),
    max_size=14,
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_reply_ends_where_the_mail_it_answers_begins(form: Form):
    assert split_reply(form.text).reply == form.own


@pytest.mark.parametrize("form", [form for form in FORMS if form.own == OWN], ids=lambda form: form.name)
def test_nothing_of_a_mail_is_in_neither_half(form: Form):
    split = split_reply(form.text)

    assert all(line in split.quoted for line in SAID.split("\n"))
    assert sorted(f"{split.reply} {split.quoted}".split()) == sorted(form.text.split())


def test_windows_line_ends_make_no_difference():
    raw = letter(FORMS[0].text)

    assert parse(raw.replace(b"\n", b"\r\n")).reply == parse(raw).reply == OWN


def test_answers_between_the_questions_keep_the_question_above_each():
    text = (
        "On 2 Nov 2026, at 10:12, Ben <ben@shop.example> wrote:\n> Dear Ada,\n>\n> which kettle is it?\n\n"
        "The blue one.\n\n> When did you\n> buy it?\nLast week.\n\n> Regards\n> Ben\n"
    )

    split = split_reply(text)

    assert split.reply == "> which kettle is it?\n\nThe blue one.\n\n> When did you\n> buy it?\nLast week."
    assert split.own_words == "The blue one.\n\nLast week."
    assert split.quoted.split("\n") == [
        "On 2 Nov 2026, at 10:12, Ben <ben@shop.example> wrote:",
        *("> Dear Ada,", ">", "", "> Regards", "> Ben"),
    ]


def test_answers_in_html_between_quotations_are_kept_too():
    asked, answered = "<blockquote>Which one?</blockquote>", "<p>The blue one.</p>"

    mail = parse(parted(html(f"<p>On 2 Nov Ben wrote:</p>{asked}{answered}{asked}"), subtype="alternative"))

    assert mail.reply.split() == "> Which one? The blue one.".split()


def test_a_quotation_alone_has_no_words_of_its_own():
    split = split_reply("On 2 Nov 2026 Ben wrote:\n> Dear Ada,\n> it will come.\n")

    assert (split.reply, split.own_words) == ("", "")
    assert "it will come" in split.quoted


def test_a_mail_that_is_only_sent_on_is_read_whole():
    head = "---------- Forwarded message ---------\nFrom: Ben <ben@shop.example>\nSubject: Kettle\nTo: Ada"
    text = f"{head}\n\nIt will come.\n"

    assert split_reply(text).reply == text.strip()


@pytest.mark.parametrize("line", ["> 100 EUR", ">100 EUR", "> € 100", "> 3 weeks now,"])
def test_more_than_so_much_amid_a_sentence_is_no_quotation(line: str):
    text = f"The repair took\n{line}\nand that is too much."

    assert (split_reply(text).own_words, split_reply(text).quoted) == (text, "")


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\n> 100 EUR\nis fine.",
        "Hello\n> 100 EUR or 200?\n100 please.",
        "Yes\n> 100 EUR\n> or 200\nthe first.",
        "Yes\n\n> 100 EUR\n\nthat is fine.",
        "Yes\n> a hundred\nis fine.",
    ],
)
def test_a_number_that_is_asked_for_is_quoted(text: str):
    assert ">" not in split_reply(text).own_words


def test_words_below_an_unmarked_head_alone_are_not_hidden():
    text = "From: Ben <ben@shop.example>\nSent: Monday\nTo: Ada\nSubject: Kettle\n\nWhich one?\nThe blue one."

    assert "The blue one." in split_reply(text).reply


def test_a_sentence_that_reports_what_somebody_wrote_hides_nothing():
    for told in (
        "On 2 November 2026 at 10:12 Ben wrote:",
        "Le 2 novembre Ben a écrit :",
        "Am 2.11.2026 um 10:12 schrieb Ben:",
        "On 2 November 2026 I wrote to desk@shop.example and Ben wrote:",
    ):
        text = f"{told}\nit will come.\n\nIt has not come."
        assert split_reply(text).reply == text


def test_a_line_wrapped_by_a_careless_program_stays_with_the_quotation():
    wide = "> " + "kettles are made of steel and glass " * 2
    text = f"Thank you.\n\nOn 2 Nov 2026 Ben wrote:\n{wide}and\nalso of copper\n> and tin.\n"

    assert split_reply(text).reply == "Thank you."


@pytest.mark.parametrize(
    "line",
    [
        "Yes please. On Mon, 2 Nov 2026 at 10:12, Ben <ben@desk.example> wrote:",
        "Yes please. --- On Mon, 2 Nov 2026 at 10:12, Ben wrote:",
        "Ja bitte Am Mo., 2. Nov. 2026 um 10:12 Uhr schrieb Ben <ben@desk.example>:",
    ],
)
def test_words_before_an_attribution_on_its_line_are_not_hidden(line: str):
    split = split_reply(f"{line}\n> Shall we send another?\n")

    assert (split.reply, split.quoted) == (line, "> Shall we send another?")


@pytest.mark.parametrize("line", ["Ben Bird <ben@desk.example> wrote:", "ben <ben@desk.example> schrieb:"])
def test_a_telephone_names_who_wrote_without_a_date(line: str):
    assert split_reply(f"{OWN}\n\n{line}\n\n{SAID}\n").reply == OWN


def test_an_address_that_was_cut_stays_with_the_quotation():
    text = "Thank you.\n\n> See (https://desk.example/kettles/\nseventeen?id=17)\n> It leaks.\n"

    assert split_reply(text).reply == "Thank you."


def test_a_signature_is_named_and_kept_out_of_the_own_words():
    split = split_reply(f"It is broken.\n\n-- \nAda Lark\nLeeds\n\nOn 2 Nov 2026 Ben wrote:\n> {SAID[:9]}\n")

    assert (split.signature, split.own_words) == ("-- \nAda Lark\nLeeds", "It is broken.")
    assert (split.reply, split.signed_reply) == ("It is broken.", "It is broken.\n\n-- \nAda Lark\nLeeds")


@pytest.mark.parametrize(
    "footer",
    [
        "Sent from my iPhone",
        "Get Outlook for iOS<https://aka.example/ios>",
        "Von meinem iPhone gesendet",
        "Gesendet von Outlook für Android",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "iPhoneから送信",
        "发自我的 iPhone",
        "Sent from Windows Mail",
        "(Sent from my phone)",
        "Sent from my phone. Please excuse typing errors.",
    ],
)
def test_what_a_phone_writes_under_a_mail_is_a_signature(footer: str):
    split = split_reply(f"It is broken.\n\n{footer}\n")

    assert (split.signature, split.own_words) == (footer, "It is broken.")


@pytest.mark.parametrize(
    "text",
    [
        "Sent from my desk, since the shop was closed.",
        "It leaks:\n-- at the lid\n-- at the spout",
        "First the kettle.\n--\nWill you come today?",
        "My address is:\n\nAda Lark\n12 Mill Lane\nLeeds",
        "It is -- I think -- broken.",
        "Thank you,\nbut I want my money back.",
        "Beste Grüße\nan Ihren Chef, er soll mich anrufen!",
        "I heard it from a friend.\n\nLooking forward to hearing from you.\n8",
        "You published my confidential data.\n\nThis message is for your manager, and I want an answer.",
        "My order came, and with it:\n\nAda Lark\n12 Mill Lane\nLeeds",
        "Hi Ben,\n\nAda Lark\n12 Mill Lane\nLeeds",
        "Nothing came.\n--\nI want to unsubscribe from your mailing list.",
        "Which colour?\n\nBlue",
    ],
)
def test_what_only_looks_like_a_signature_is_none(text: str):
    split = split_reply(text, name="Ada Lark")

    assert (split.signature, split.own_words) == ("", text)


def test_the_name_of_the_sender_and_the_closing_above_it_begin_a_signature():
    mail = parse(letter("It is broken.\n\nKind regards\nAda Lark\nLeeds 0113 496 0000\n"))

    assert (mail.signature, mail.own_words) == ("Kind regards\nAda Lark\nLeeds 0113 496 0000", "It is broken.")


@pytest.mark.parametrize(
    "ending",
    [
        "Thanks,\nAda",
        "Thanks, Ada",
        "-Ada",
        "AL",
        "Many thanks in advance and best regards,\n\nAda Lark",
        "MfG\nA. Lark",
        "Mit freundlichen Grüßen\n\nLark & Töchter GmbH\nTel. 0341 123456\nwww.lark.example",
        "Cordialement,\n--\nAda Lark",
        "С уважением,\nАда",
        "よろしくお願いいたします。\n雲雀",
        "Kind regards\nAda Lark\n\nThis e-mail is confidential. If you are not the intended recipient, delete it.",
        "Ada Lark\n\nSent from my iPhone",
        "Virus-free. www.avast.example",
        "_______________\nusers mailing list\nTo unsubscribe, write to users-leave@lists.example",
        "Sent from my Galaxy phone, please excuse typos",
        "-- \nAda Lark\nLark & Daughters, makers of very good things since the year of nineteen hundred and four\n"
        "A registered company whose address, number and seat take up more room than any of its letters ever did",
    ],
)
def test_what_ends_a_letter_is_a_signature(ending: str):
    split = split_reply(f"It is broken.\n\n{ending}\n", name="Ada Lark")

    assert (split.own_words, split.signature) == ("It is broken.", ending)
    assert (split.reply, split.signed_reply) == ("It is broken.", f"It is broken.\n\n{ending}")


def test_a_greeting_is_enough_above_what_a_phone_writes():
    split = split_reply("Hello\n\nSent from my iPhone\n\nOn 2 Nov 2026 Ben <ben@desk.example> wrote:\n> Hi\n")

    assert (split.own_words, split.signature) == ("Hello", "Sent from my iPhone")


def test_letters_composed_otherwise_make_no_difference():
    said = normalize("NFD", f"{OWN}\n\nLe lun. 2 nov. 2026 à 10:12, Ben <ben@desk.example> a écrit :\n\nVoilà.\n")

    assert split_reply(said).reply == OWN


@pytest.mark.parametrize(
    "line",
    [
        "##- Please type your reply above this line -##",
        "##- Bitte geben Sie Ihre Antwort über dieser Zeile ein. -##",
        "--- Reply above this line ---",
        "Please reply above this line to answer us",
        "------ 请在此行上方回复 ------",
        "---\n*Previous Replies*",
        "---\n*Vorherige Antworten*",
    ],
)
def test_below_the_line_of_a_help_desk_nothing_is_new(line: str):
    split = split_reply(f"{OWN}\n\n{line}\n\nBen, 2 November\n{SAID}\n")

    assert split.reply == OWN
    assert SAID in split.quoted


def test_a_signature_below_the_quotation_is_no_answer_to_it():
    split = split_reply("It is broken.\n\n> Which one?\n\n-- \nAda Lark\n")

    assert (split.reply, split.signature) == ("It is broken.", "-- \nAda Lark")


@given(LINES)
def test_every_own_line_is_in_the_reply_or_in_the_signature(lines: list[str]):
    text = "\n".join(lines)

    split = split_reply(text)

    kept = f"{split.reply}\n{split.signature}".count("Own words.")
    assert kept == text.count("Own words.") or "ben@shop.example" in split.quoted


@given(st.text(alphabet=st.sampled_from("ab >:\n-_@<.1"), max_size=300))
def test_the_signed_reply_is_empty_only_when_all_is_marked(text: str):
    split = split_reply(text)

    assert (
        split.signed_reply
        or all(not line.strip() or line.lstrip()[0] == ">" for line in text.split("\n"))
        or split.quoted
    )


def test_the_same_words_have_the_same_digest_however_they_are_wrapped():
    narrow, wide = parse(letter("The kettle\nis broken.\n")), parse(letter("The kettle is broken."))

    assert narrow.own_text_digest == wide.own_text_digest != parse(letter("It is mended.")).own_text_digest


def test_the_plain_part_is_split_where_there_is_one():
    assert parse(parted(plain(FORMS[0].text), html("<p>x</p>"), subtype="alternative")).reply == OWN
