"""A mail that an agent sends on is read as the one who wrote it first."""

from datetime import UTC, datetime

import pytest

from amends.craft.mail import Address, find_forwarded, forwarded_in, forwarded_mail, parse
from amends.craft.mail.tests.letters import letter, parted, plain

ADA = Address("Ada Lark", "ada@lark.example")
SAID = "The kettle leaks.\n\nPlease send another one.\n\nAda"
AT = datetime(2026, 11, 2, 10, 12, tzinfo=UTC)


def sent_on(mark: str, head: str, *, subject: str = "Fwd: Kettle") -> bytes:
    return letter(
        f"Please look into this.\n\n{mark}{head}\n\n{SAID}\n", Subject=subject, From="Ben Bird <ben@desk.example>"
    )


def heads(*labels: str, date: str) -> str:
    values = ("Ada Lark <ada@lark.example>", date, "Desk <desk@shop.example>", "Kettle")
    return "\n".join(f"{label} {value}" for label, value in zip(labels, values, strict=True))


INLINE = {
    "gmail en": (
        "---------- Forwarded message ---------\n",
        heads("From:", "Date:", "To:", "Subject:", date="Mon, Nov 2, 2026 at 10:12 AM"),
    ),
    "gmail de": (
        "---------- Forwarded message ---------\n",
        heads("Von:", "Date:", "To:", "Subject:", date="Mo., 2. Nov. 2026 um 10:12 Uhr"),
    ),
    "gmail fr": (
        "---------- Forwarded message ---------\n",
        heads("De :", "Date:", "À:", "Objet:", date="lun. 2 nov. 2026 à 10:12"),
    ),
    "apple en": (
        "Begin forwarded message:\n\n",
        heads("From:", "Date:", "To:", "Subject:", date="2 November 2026 at 10:12:00 GMT"),
    ),
    "apple de": (
        "Anfang der weitergeleiteten Nachricht:\n\n",
        heads("Von:", "Datum:", "An:", "Betreff:", date="2. November 2026 um 11:12:00 GMT+1"),
    ),
    "apple es": (
        "Inicio del mensaje reenviado:\n\n",
        heads("De:", "Fecha:", "Para:", "Asunto:", date="2 de noviembre de 2026, 11:12:00 CET"),
    ),
    "outlook en": ("", heads("From:", "Sent:", "To:", "Subject:", date="Monday, November 2, 2026 10:12 AM")),
    "outlook en, ruled": (
        "_" * 32 + "\n",
        heads("From:", "Sent:", "To:", "Subject:", date="Monday, 2 November 2026 10:12"),
    ),
    "outlook en, bold": (
        "",
        heads("*From:*", "*Sent:*", "*To:*", "*Subject:*", date="Monday, 2 November 2026 10:12"),
    ),
    "outlook de": (
        "-----Weitergeleitete Nachricht-----\n",
        heads("Von:", "Gesendet:", "An:", "Betreff:", date="Montag, 2. November 2026 10:12"),
    ),
    "outlook fr": ("", heads("De :", "Envoyé :", "À :", "Objet :", date="lundi 2 novembre 2026 10:12")),
    "outlook it": ("", heads("Da:", "Inviato:", "A:", "Oggetto:", date="lunedì 2 novembre 2026 10:12")),
    "outlook pt": (
        "",
        heads("De:", "Enviado:", "Para:", "Assunto:", date="segunda-feira, 2 de novembro de 2026 10:12"),
    ),
    "outlook nl": ("", heads("Van:", "Verzonden:", "Aan:", "Onderwerp:", date="maandag 2 november 2026 10:12")),
    "outlook pl": ("", heads("Od:", "Wysłane:", "Do:", "Temat:", date="poniedziałek, 2 listopada 2026 10:12")),
    "outlook sv": ("", heads("Från:", "Skickat:", "Till:", "Ämne:", date="den 2 november 2026 10:12")),
    "outlook ru": ("", heads("От:", "Отправлено:", "Кому:", "Тема:", date="2 ноября 2026 г. 10:12")),
    "outlook cs": ("", heads("Od:", "Odesláno:", "Komu:", "Předmět:", date="pondělí 2. listopadu 2026 10:12")),
    "outlook zh": ("", heads("发件人:", "发送时间:", "收件人:", "主题:", date="2026年11月2日 10:12")),
    "outlook ja": ("", heads("差出人:", "送信日時:", "宛先:", "件名:", date="2026年11月2日 10:12")),
    "thunderbird": (
        "-------- Forwarded Message --------\n",
        "Subject: \tKettle\nDate: \tMon, 2 Nov 2026 11:12:00 +0100\n"
        "From: \tAda Lark <ada@lark.example>\nTo: \tDesk <desk@shop.example>",
    ),
    "proton": (
        "------- Forwarded Message -------\n",
        heads("From:", "Date:", "To:", "Subject:", date="On Monday, November 2nd, 2026 at 10:12 AM"),
    ),
    "lotus notes": (
        "----- Forwarded by Ben Bird/Desk on 02.11.2026 11:00 -----\n\n",
        heads("From:", "Date:", "To:", "Subject:", date="02.11.2026 10:12"),
    ),
    "zoho": (
        "============ Forwarded message ============\n",
        heads("From :", "Date :", "To :", "Subject :", date="Mon, 02 Nov 2026 10:12:00 +0000"),
    ),
    "samsung": (
        "-------- Original message --------\n",
        heads("From:", "Date:", "To:", "Subject:", date="02/11/2026 10:12 (GMT+00:00)"),
    ),
    "mailto in brackets": (
        "",
        "From: Ada Lark [mailto:ada@lark.example]\nSent: 2 November 2026 10:12\nTo: Desk\nSubject: Kettle",
    ),
    "an address on the line below": (
        "",
        "From: Ada Lark\n<ada@lark.example>\nSent: 2 November 2026 10:12\nTo: Desk\nSubject: Kettle",
    ),
}


@pytest.mark.parametrize(("mark", "head"), INLINE.values(), ids=INLINE)
def test_a_mail_that_was_sent_on_gives_its_first_sender(mark: str, head: str):
    found = find_forwarded(parse(sent_on(mark, head)))

    assert found is not None
    assert (found.sender, found.subject, found.text) == (ADA, "Kettle", SAID)
    assert found.note == "Please look into this."
    assert found.date is not None
    assert found.date.date() == AT.date()


@pytest.mark.parametrize(
    "prefix",
    ["Fwd:", "FW:", "WG:", "W.:", "TR:", "RV:", "I:", "Enc:", "Doorst:", "VS:", "PD:", "Vb:", "转发：", "転送:"],
)
def test_a_head_is_believed_below_every_prefix_of_a_forward(prefix: str):
    raw = sent_on("", INLINE["outlook en"][1], subject=f"{prefix} Kettle")

    found = find_forwarded(parse(raw))

    assert found is not None
    assert found.sender == ADA


@pytest.mark.parametrize("subject", ["Kettle", "Re: Kettle", "AW: Fwd: Kettle", "Invoice: Kettle"])
def test_a_head_below_an_answer_is_no_forward(subject: str):
    assert find_forwarded(parse(sent_on("", INLINE["outlook en"][1], subject=subject))) is None


def test_a_clear_mark_is_believed_whatever_the_subject_says():
    mark, head = INLINE["gmail en"]

    assert find_forwarded(parse(sent_on(mark, head, subject="Kettle"))) is not None


def test_nothing_is_believed_without_an_address():
    head = "From: Ada Lark\nSent: 2 November 2026 10:12\nTo: Desk\nSubject: Kettle"

    assert find_forwarded(parse(sent_on("", head))) is None


def test_a_quoted_forward_is_read_without_its_marks():
    mark, head = INLINE["apple en"]
    quoted = "\n".join(f"> {line}".rstrip() for line in f"{head}\n\n{SAID}".split("\n"))

    found = find_forwarded(parse(letter(f"{mark}{quoted}\n", Subject="Fwd: Kettle")))

    assert found is not None
    assert (found.sender, found.text, found.note) == (ADA, SAID, "")


def test_a_forward_below_an_attribution_is_read():
    text = f"See below.\n\nOn 2 Nov 2026, at 10:12, Ada Lark <ada@lark.example> wrote:\n\n{SAID}\n"

    found = find_forwarded(parse(letter(text, Subject="Fwd: Kettle")))

    assert found is not None
    assert (found.sender, found.text, found.note, found.date) == (ADA, SAID, "See below.", AT)


def test_of_a_chain_the_last_forward_is_read_and_the_next_one_from_it():
    inner = f"As promised.\n\n---------- Forwarded message ---------\n{INLINE['gmail en'][1]}\n\n{SAID}"
    head = "From: Dana <dana@desk.example>\nSent: 3 November 2026\nTo: Ben\nSubject: FW: Kettle"

    outer = find_forwarded(parse(letter(f"{head}\n\n{inner}\n", Subject="FW: Kettle")))

    assert outer is not None
    assert outer.sender.address == "dana@desk.example"
    nested = forwarded_in(outer.text, subject=outer.subject)
    assert nested is not None
    assert (nested.sender, nested.note) == (ADA, "As promised.")


def _attached(raw: bytes) -> str:
    return f"Content-Type: message/rfc822\n\n{raw.decode()}"


def test_an_attached_mail_is_a_forward_too():
    raw = parted(plain("See attached."), _attached(letter()), Subject="Fwd: Kettle", From="ben@desk.example")

    found = forwarded_mail(raw)

    assert found is not None
    assert (found.sender, found.message_id) == (ADA, "first@lark.example")


def test_an_attached_mail_by_its_name_alone_is_one_too():
    piece = 'Content-Type: application/octet-stream; name="Kettle.eml"\n\n' + letter().decode()

    found = forwarded_mail(parted(plain("See attached."), piece))

    assert found is not None
    assert found.sender == ADA


def test_mails_of_several_people_and_reports_are_no_forward():
    other = letter(From="Dan <dan@elsewhere.example>")

    assert forwarded_mail(parted(plain("Two."), _attached(letter()), _attached(other))) is None
    assert forwarded_mail(parted(plain("Not delivered."), _attached(letter()), subtype="report")) is None
    assert forwarded_mail(letter()) is None
