"""What a mail carried is shown with its message: as it was sent, beside its words, and as files."""

from base64 import b64encode
from typing import get_args

import pytest

from amends.craft.mail.mail import Problem
from amends.desk.cases.models import Attachment, Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.models import Arrival
from amends.desk.people.models import Agent
from amends.doors.shell.viewer import Viewer
from amends.doors.workbench.showing.conversation import entries_of
from amends.doors.workbench.showing.file import CaseFile
from amends.doors.workbench.showing.mail_words import PROBLEMS, WHY

GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;"
HTML = b"""From: Ada Okafor <ada@example.com>
Subject: Cracked
Message-ID: <html@example.com>
MIME-Version: 1.0
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<p onclick=go()>It is <b>cracked</b>.</p><img src="cid:crack"><img src="https://t.example/p.gif"><form></form>
--b
Content-Type: image/gif
Content-ID: <crack>
Content-Disposition: attachment; filename="crack.gif"
Content-Transfer-Encoding: base64

%b
--b
Content-Type: image/png
Content-Disposition: attachment; filename="drawing.png"

<svg xmlns="http://www.w3.org/2000/svg"/>
--b--
""" % b64encode(GIF)


@pytest.fixture
def desk_mailbox(ben, now) -> Mailbox:
    """The desk's mailbox, whose own server checks who sends."""
    return Mailbox.objects.create(
        name="Desk", address="desk@desk.example", connected_at=now, trusted_host="mx.desk.example"
    )


def _taken_in(raw: bytes, mailbox: Mailbox, now) -> Message:
    number = receive(raw, Source(arrived_at=now, mailbox=mailbox), now=now).case
    return Case.objects.get(number=number).messages.get(direction="in")


def _page(browser, message: Message) -> str:
    return str(browser.get(f"/cases/{message.case.number}/").content.decode())


def _carrying(message: Message, **particulars: object) -> Message:
    Message.objects.filter(pk=message.pk).update(particulars=particulars)
    return message


def test_the_frame_shows_the_mail_made_safe_under_a_policy_of_its_own(browser, desk_mailbox, now):
    message = _taken_in(HTML, desk_mailbox, now)

    answer = browser.get(f"/messages/{message.pk}/html/")

    assert f'<p>It is <b>cracked</b>.</p><img src="data:image/gif;base64,{b64encode(GIF).decode()}"><img>' in (
        answer.content.decode()
    )
    assert "default-src 'none'; img-src data:;" in answer["Content-Security-Policy"]
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_remote_images_are_counted_and_shown_by_a_click(browser, desk_mailbox, now):
    message = _taken_in(HTML, desk_mailbox, now)

    before = browser.get(f"/messages/{message.pk}/sent/").content.decode()
    after = browser.get(f"/messages/{message.pk}/html/?images=1")

    assert "1 remote image is blocked." in before
    assert "Left out: a form to fill in." in before
    assert 'src="https://t.example/p.gif"' in after.content.decode()
    assert "img-src data: http: https:;" in after["Content-Security-Policy"]


def test_the_case_offers_the_mail_as_sent_and_shows_pictures_only(browser, desk_mailbox, now):
    message = _taken_in(HTML, desk_mailbox, now)
    picture, drawing = message.attachments.order_by("part")

    page = _page(browser, message)

    assert f'hx-get="/messages/{message.pk}/sent/"' in page
    assert f'src="/attachments/{picture.pk}/picture/"' in page
    assert browser.get(f"/attachments/{picture.pk}/picture/")["Content-Type"] == "image/gif"
    assert browser.get(f"/attachments/{drawing.pk}/picture/").status_code == 404
    assert browser.get(f"/attachments/{drawing.pk}/")["Content-Disposition"].startswith("attachment")


def test_somebody_of_elsewhere_sees_no_mail_and_no_file(client, desk_mailbox, now):
    message = _taken_in(HTML, desk_mailbox, now)
    arrival, file = Arrival.objects.get(message=message), Attachment.objects.earliest("pk")
    dan = Agent.objects.create_user("dan@desk.example", name="Dan")
    dan.teams.clear()
    client.force_login(dan)

    paths = ("sent/", "html/", "raw/", "raw.eml", "heard/")
    addresses = [f"/messages/{message.pk}/{path}" for path in paths]
    addresses += [f"/attachments/{file.pk}/picture/", f"/pile/{arrival.pk}/", f"/pile/{arrival.pk}/raw.eml"]

    assert {client.get(address).status_code for address in addresses} == {404}


def test_raw_mail_is_saved_as_text(browser, case):
    answer = browser.get(f"/messages/{case.messages.get(direction='in').pk}/raw.eml")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_failed_checks_are_said_in_words_and_only_as_our_own_server_reports_them(browser, desk_mailbox, now):
    checks = b"Authentication-Results: %b; dmarc=fail header.from=bank.example\n"
    head = checks + b"From: a@bank.example\nMessage-ID: <%b>\n\nPay me."

    ours = _taken_in(head % (b"mx.desk.example", b"ours@x.example"), desk_mailbox, now)
    anybody = _taken_in(head % (b"mx.evil.example", b"anybody@x.example"), desk_mailbox, now)

    assert "Who sent this could not be confirmed" in _page(browser, ours)
    assert "it does not pass what bank.example asks of its own mail (DMARC)" in _page(browser, ours)
    assert "could not be confirmed" not in _page(browser, anybody)


def test_an_invitation_tells_when_it_is_here_and_there(browser, case):
    invitation = {
        "method": "request",
        "summary": "<b>Visit</b>",
        "begins": "2026-03-05T15:00:00+00:00",
        "ends": "2026-03-05T16:00:00+00:00",
        "zone": "America/New_York",
        "place": "12 High Street",
        "organiser": {"name": "Sophie", "address": "sophie@example.com"},
    }

    page = _page(browser, _carrying(case.messages.get(direction="in"), invitation=invitation))

    assert "Invitation: &lt;b&gt;Visit&lt;/b&gt;" in page
    assert "For them Thursday 5 March 2026, 10:00 to 11:00 (America/New_York)" in page
    assert "Where: 12 High Street" in page
    assert "From: Sophie &lt;sophie@example.com&gt;" in page


@pytest.mark.parametrize(
    ("particulars", "words"),
    [
        ({"invitation": {"method": "cancel", "summary": "Visit", "begins": None, "ends": None}}, "Called off: Visit"),
        ({"invitation": {"method": "reply", "summary": "Visit", "answer": "declined"}}, "Declined: Visit"),
        ({"invitation": {"method": "request", "begins": "2026-03-05T00:00:00+00:00", "all_day": True}}, "all day"),
        ({"invitation": {"method": "request", "begins": "2026-03-05T15:00:00+00:00", "zone": "../x"}}, "5 March 2026"),
        ({"voice": {"caller": "+49 30 123", "seconds": 100}}, "Voice message from +49 30 123, 1 min 40 s"),
        ({"voice": {"caller": "", "seconds": None}}, "Voice message"),
        ({"seal": {"way": "smime", "what": "signed"}}, "Signed (S/MIME). The signature is not checked here."),
        ({"seal": {"way": "pgp", "what": "encrypted"}}, "Encrypted (PGP)."),
    ],
)
def test_what_a_mail_carries_is_said_in_a_sentence(browser, case, particulars, words):
    assert words in _page(browser, _carrying(case.messages.get(direction="in"), **particulars))


def test_a_phone_of_a_card_is_added_by_one_click(browser, case):
    card = {"name": "Ada", "organisation": "Okafor & Co", "phones": ["+44 20 1"], "addresses": ["ada@okafor.example"]}
    message = _carrying(case.messages.get(direction="in"), cards=[card])
    assert "Add +44 20 1 to the customer" in _page(browser, message)

    browser.post(f"/customers/{case.customer_id}/", {"phone": "+44 20 1"})

    assert "Card of Ada, Okafor &amp; Co" in _page(browser, message)
    assert "Add +44 20 1 to the customer" not in _page(browser, message)
    assert str(case.customer) == "Ada Okafor"


def test_a_sound_has_a_player(browser, case):
    message = case.messages.get(direction="in")
    row = Attachment.objects.create(message=message, name="a.wav", type="audio/wav", size=9, sha256="0" * 64)

    assert f'<audio controls preload="none" src="/attachments/{row.pk}/sound/"' in _page(browser, message)


def test_our_lines_stand_back_where_they_are_answered_in_between(browser, case):
    message = Message.objects.get()
    message.own_text = "Below.\n\n> Which colour?\n\nBlue."
    message.heard = {}
    message.save()

    assert '<mark class="heard-quoted">&gt; Which colour?</mark>\n\nBlue.' in _page(browser, message)


def test_a_mail_that_came_to_two_mailboxes_says_so(browser, case, now):
    message = case.messages.get(direction="in")
    other = Mailbox.objects.create(name="Shop", address="shop@desk.example", connected_at=now)
    first = Arrival.objects.get(message=message)
    Arrival.objects.create(
        digest=first.digest, size=1, mailbox=other, arrived_at=now, received_at=now, message=message, same_as=first
    )

    assert "also sent to shop@desk.example" in _page(browser, message)


def test_every_problem_and_every_reason_has_its_words():
    assert set(get_args(Problem.__value__)) <= set(PROBLEMS)
    assert {str(reason) for reason in Arrival.Reason} <= set(WHY)


@pytest.mark.parametrize(
    ("written", "shown", "folded"),
    [
        ("It leaks again.\n\nOn Monday Ben wrote:\n> Is it dry?\n", ["It leaks again."], ["> Is it dry?"]),
        ("Hello,\n\n> Is it dry?\nNo, it leaks.\n", ["No, it leaks."], ["Is it dry?"]),
    ],
)
def test_what_is_folded_away_is_what_is_not_shown(ben, now, written, shown, folded):
    raw = f"From: ada@example.com\nSubject: Re: Leak\nMessage-ID: <q@example.com>\n\n{written}"
    receive(raw.encode(), Source(arrived_at=now), now=now)
    message = Message.objects.get(direction="in")

    said = next(entry.said for entry in entries_of(CaseFile(message.case, Viewer(ben, now))) if entry.said)
    visible = "".join(stretch.text for stretch in said.text)

    assert all(words in visible for words in shown)
    assert all(words in visible + said.quoted for words in folded)
    assert not said.quoted or not said.quoted.startswith(shown[0])
