"""Odd mails as suites of mail parsers collect them: each is read as a careful person would read it."""

from base64 import encodebytes

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import calendar, html, letter, parted, plain

VISIT = calendar("SUMMARY:Visit", "DTSTART:20261102T100000Z")
YES = calendar("SUMMARY:Visit", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@lark.example", method="REPLY")
ARMOUR = "-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n"


def part(type_: str, body: str = "x", *headers: str) -> str:
    return "\n".join([f"Content-Type: {type_}", *headers]) + f"\n\n{body}"


def file(type_: str, name: str, body: str = "x") -> str:
    return part(f'{type_}; name="{name}"', body, f'Content-Disposition: attachment; filename="{name}"')


def within(subtype: str, *parts: str) -> str:
    body = "".join(f"--{subtype[:3]}\n{one}\n" for one in parts) + f"--{subtype[:3]}--"
    return part(f"multipart/{subtype}; boundary={subtype[:3]}", body)


WORDS = {
    "a named body": (letter("It broke.", Content_Type="text/plain; name=body.txt"), "It broke.", []),
    "a body that says it is an attachment": (letter("It broke.", Content_Disposition="attachment"), "It broke.", []),
    "a text file alone": (letter("x", Content_Disposition="attachment; filename=log.txt"), "", ["log.txt"]),
    "two pages of HTML": (parted(html("<p>It</p>"), html("<p>broke</p>")), "It\n\nbroke", []),
    "HTML with a plain footer": (parted(html("<p>It broke</p>"), plain("list")), "It broke\n\nlist", []),
    "pictures between words": (
        parted(plain("It broke,"), file("image/png", "a.png"), plain("as you see.")),
        "It broke,\n\nas you see.",
        ["a.png"],
    ),
    "pictures between words in one form only": (
        parted(
            plain("It broke"),
            within("mixed", html("<p>It broke</p>"), file("image/png", "a.png"), html("<p>see</p>")),
            subtype="alternative",
        ),
        "It broke",
        ["a.png"],
    ),
    "alternatives within alternatives": (
        parted(within("alternative", plain("It broke")), html("<p>It broke</p>"), subtype="alternative"),
        "It broke",
        [],
    ),
    "a page with pictures, in two forms": (
        parted(
            plain("It broke"),
            within("related", html("<p>It broke</p>"), part("image/gif; name=a.gif")),
            subtype="alternative",
        ),
        "It broke",
        ["a.gif"],
    ),
    "enriched words": (
        letter("<bold>It <<broke</bold>\n\nreally", Content_Type="text/enriched"),
        "It <broke\nreally",
        [],
    ),
    "rich words of the old kind": (letter("<bold>It<nl>broke", Content_Type="text/richtext"), "It\nbroke", []),
    "enriched words beside plain ones": (
        parted(plain("It broke"), part("text/enriched", "<bold>It broke</bold>"), subtype="alternative"),
        "It broke",
        [],
    ),
    "Markdown": (letter("*It* broke", Content_Type="text/markdown"), "*It* broke", []),
    "a form": (
        parted(part("text/plain", "It broke", 'Content-Disposition: form-data; name="words"'), subtype="form-data"),
        "It broke",
        [],
    ),
    "a message from a phone": (
        parted(
            part("application/smil; name=s.smil"),
            part("text/plain; name=a.txt", "It broke"),
            part("image/jpeg; name=a.jpg"),
            subtype="related",
        ),
        "It broke",
        ["s.smil", "a.jpg"],
    ),
    "a digest": (parted("\nSubject: one\n\nA", "\nSubject: two\n\nB", subtype="digest"), "", ["one.eml", "two.eml"]),
    "a file kept elsewhere": (
        parted(
            plain("See"),
            part('message/external-body; access-type=URL; URL="http://lark.example"', "Content-Type: image/png"),
        ),
        "See",
        ["part-1.txt"],
    ),
    "a file of two halves": (
        parted(
            plain("See"), within("appledouble", part("application/applefile; name=a"), part("image/jpeg; name=a.jpg"))
        ),
        "See",
        ["a", "a.jpg"],
    ),
    "a mail sent on": (parted(plain("See"), part("message/rfc822", "Subject: in\n\nIt broke")), "See", ["in.eml"]),
    "a mail sent on, encoded against the rules": (
        parted(
            plain("See"),
            part("message/rfc822", encodebytes(letter("x")).decode(), "Content-Transfer-Encoding: base64"),
        ),
        "See",
        ["Kettle.eml"],
    ),
    "a mail in a mail and nothing else": (
        letter("Subject: in\n\nIt broke", Content_Type="message/rfc822"),
        "It broke",
        ["in.eml"],
    ),
    "a signed mail in a mail": (
        parted(part("message/rfc822", "Subject: in\n\nIt broke"), part("application/pgp-signature"), subtype="signed"),
        "It broke",
        ["in.eml", "signature.asc"],
    ),
    "a signed mail with the footer of a list": (
        parted(within("signed", plain("It broke"), part("application/pgp-signature", ARMOUR)), plain("list")),
        "It broke\n\nlist",
        ["signature.asc"],
    ),
    "a key": (parted(plain("My key"), part("application/pgp-keys")), "My key", ["key.asc"]),
    "a style sheet": (parted(plain("It broke"), part("text/css", "p{}")), "It broke", ["part-1.txt"]),
    "a patch": (parted(plain("See"), part("text/x-patch; name=a.diff", "+a")), "See", ["a.diff"]),
    "data alone": (letter("{}", Content_Type="application/json"), "", ["part-1.json"]),
    "a letter alone": (letter("JVBERg==", Content_Type="application/pdf; name=a.pdf"), "", ["a.pdf"]),
    "a card alone": (letter("BEGIN:VCARD\nFN:Ada\nEND:VCARD", Content_Type="text/x-vcard"), "", ["part-1.vcf"]),
    "a multipart nobody knows": (parted(plain("It"), plain("broke"), subtype="x-mixed-replace"), "It\n\nbroke", []),
    "an old file below the signature": (
        letter("It broke.\n-- \nAda\n\nbegin 644 a.txt\n#8V%T\n`\nend\n"),
        "It broke.\n-- \nAda\n\n",
        ["a.txt"],
    ),
    "an empty page": (letter("&nbsp;", Content_Type="text/html"), "", []),
    "a page of one picture": (letter('<img src="cid:x">', Content_Type="text/html"), "", []),
}


@pytest.mark.parametrize("name", WORDS)
def test_words_and_files_are_told_apart(name: str):
    raw, text, files = WORDS[name]

    mail = parse(raw)

    assert (mail.text, [file.name for file in mail.attachments]) == (text, files)
    assert mail.problems == (() if text or files else ("empty",))


KINDS = {
    "an invitation in three forms and as a file": (
        parted(
            within("alternative", plain("Come"), html("<p>Come</p>"), part("text/calendar; method=REQUEST", VISIT)),
            file("application/ics", "invite.ics", VISIT),
        ),
        "calendar",
        False,
    ),
    "an answer to one": (
        parted(plain("Yes"), part("text/calendar; method=REPLY", YES), subtype="alternative"),
        "calendar",
        False,
    ),
    "an answer that a machine gave": (
        parted(
            plain(""), part("text/calendar; method=REPLY", YES), subtype="alternative", Auto_Submitted="auto-replied"
        ),
        "auto_reply",
        True,
    ),
    "a receipt of a reader": (
        parted(
            plain("Read"),
            part("message/disposition-notification"),
            subtype="report; report-type=disposition-notification",
        ),
        "receipt",
        True,
    ),
    "a complaint about our mail": (
        parted(
            plain("Spam"),
            part("message/feedback-report"),
            part("message/rfc822"),
            subtype="report; report-type=feedback-report",
        ),
        "feedback_report",
        True,
    ),
    "a report about encryption": (
        parted(plain("Report"), file("application/tlsrpt+gzip", "a.json.gz"), subtype="report; report-type=tlsrpt"),
        "feedback_report",
        True,
    ),
    "a receipt of another desk": (
        letter("We got it", Subject="[Ticket#1] Received", Precedence="bulk", Auto_Submitted="auto-replied"),
        "auto_reply",
        True,
    ),
    "a mail that came through a group": (
        letter("It broke", List_ID="<support.shop.example>", Precedence="list", X_Google_Group_Id="1"),
        "list",
        True,
    ),
    "an absence after a blank that does not break": (
        letter(Subject="Automatische\u00a0Antwort: Kettle"),
        "auto_reply",
        True,
    ),
    "an absence in an encoded subject": (
        letter(Subject="=?utf-8?q?R=C3=A9ponse_automatique=C2=A0=3A_x?="),
        "auto_reply",
        True,
    ),
    "an absence sent on by a person": (letter(Subject="Fwd: Out of office chairs"), "message", False),
    "a mail that a rule sent on": (
        letter(X_Loop="ada@lark.example", X_MS_Exchange_Inbox_Rules_Loop="a@lark.example"),
        "message",
        False,
    ),
    "a mail of a service for many": (
        letter(Feedback_ID="1:2:x", X_SG_EID="x", X_Mailer="PHPMailer 6"),
        "message",
        False,
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_people_and_machines_are_told_apart(name: str):
    raw, kind, automatic = KINDS[name]

    mail = parse(raw)

    assert (mail.kind, mail.automatic) == (kind, automatic)
