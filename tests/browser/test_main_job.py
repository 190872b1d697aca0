"""The main job with real mail: a complaint comes in, is answered with the coach at one's side, promised on and kept."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.conftest import LIVE, take_picture
from tests.browser.desk import Desk, running
from tests.browser.letters import Writer, arrived, new_account
from tests.browser.people import Servers, fill_setup, open_part, prove_token, row_of
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tests.browser.conftest import Visit

COMPLAINT = """\
Hello,

I ordered a garden pump on 2 March, and for the second time it has arrived cracked. I am really angry about this.
When will I get one that works? And who pays for sending this one back?

Maria Lopez
"""
BLUNT = """\
Dear Maria Lopez,

I am sorry that the second pump reached you cracked as well.

Unfortunately our policy says we can't send a courier on Saturdays. The new pump arrives as soon as possible."""
DATED = """\
Dear Maria Lopez,

I am sorry that the second pump reached you cracked as well. The new pump arrives by Thursday noon."""
GOOD = """\
Dear Maria Lopez,

I am sorry that a second pump reached you cracked. It has come broken twice now, and you need one that works.

You will get a new pump by Thursday noon. We pay for sending the cracked one back: the courier takes it along.

Ben Kramer"""
UNTIL_IT_IS_GONE = 30_000  # milliseconds for the ten seconds of Undo, the worker, and the mail server


def test_a_complaint_by_mail_is_answered_promised_on_and_kept(
    prepared_home: Path, visit: "Visit", dovecot: Dovecot, smtp_sink: SmtpSink
) -> None:
    servers = Servers(dovecot, smtp_sink, new_account())
    maria = Writer("Maria Lopez", "maria@example.com", dovecot, servers.account)
    with running(prepared_home) as desk:
        page = visit(desk)
        _set_up(page, desk, servers)
        complaint = maria.writes("Cracked again", COMPLAINT)
        _find_it_in_owed(page, desk)
        _be_coached(page)
        _send_after_a_second_thought(page)
        reply = arrived(smtp_sink, 3)  # after the mail that tried the mailbox, and the receipt
        _check_that_it_threads(reply, complaint)
        _promise(page)
        maria.writes(f"Re: {reply['Subject']}", "Thank you, Thursday suits me. Please do that.", answers=reply)
        expect(page.locator("#said")).to_contain_text("Thursday suits me")
        expect(page.get_by_role("region", name="What we understood")).to_contain_text("assumed")
        _keep_the_promise(page)


def _set_up(page: Page, desk: Desk, servers: Servers) -> None:
    prove_token(page, desk)
    fill_setup(page, servers)
    page.get_by_role("button", name="Test the mailbox").click()
    expect(page.get_by_text("✓ works")).to_have_count(2)
    page.get_by_role("button", name="Open the desk").click()
    expect(page.get_by_role("heading", name="nobody has written yet")).to_be_visible()


def _find_it_in_owed(page: Page, desk: Desk) -> None:
    """See the new line on the page that has been open all the time."""
    desk.wait_to_say("1 taken in")
    row = row_of(page, "Maria Lopez")
    expect(row).to_be_visible(timeout=LIVE)
    expect(row).to_contain_text("Answer Maria Lopez")
    expect(row).to_contain_text("angry")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Cracked again")).to_be_visible()
    expect(page.locator(".heard-question")).to_have_text(
        ["When will I get one that works?", "And who pays for sending this one back?"]
    )


def _be_coached(page: Page) -> None:
    """Write bluntly, take what the coach says, and see the questions tick off as they are answered."""
    text, findings = page.get_by_label("Reply to Maria Lopez"), page.locator("[data-finding]")
    text.fill(BLUNT)
    expect(findings.filter(has_text="A bare no, hidden behind policy")).to_be_visible()
    expect(page.locator(".under mark.must")).to_have_text(["our policy says we can't send"])
    expect(page.locator(".under mark.better")).to_have_text(["as soon as possible"])
    page.evaluate("scrollTo(0, 0)")
    take_picture(page, "case")
    findings.filter(has_text="A bare no").get_by_role("button", name="Use").click()
    expect(text).to_have_value(re.compile(r"as well\.\n\nI can \[.+\] by \[day\]\. The new pump arrives"))
    expect(findings.filter(has_text="A bare no")).to_have_count(0)
    expect(findings.filter(has_text="An empty variable")).to_have_count(2)  # until they are filled, it can't leave
    expect(page.locator(".ticks .open")).to_contain_text(["When will I get one that works?", "who pays"])
    text.fill(DATED)
    expect(page.locator(".ticks .answered")).to_contain_text("When will I get one that works?")
    expect(page.locator(".ticks .open")).to_contain_text("who pays")
    text.fill(GOOD)
    expect(page.locator(".ticks .answered")).to_have_count(2)
    expect(findings).to_have_count(0)
    expect(page.locator("[data-coach-line]")).to_have_text("Answers 2 of 2 questions")


def _send_after_a_second_thought(page: Page) -> None:
    """Send, take it back, send again, and see it leave."""
    page.locator("#composer").get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#said")).to_contain_text("took a reply back")
    expect(page.get_by_label("Reply to Maria Lopez")).to_have_value(GOOD)
    page.locator("#composer").get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.get_by_label("Reply to Maria Lopez")).to_have_value("")
    expect(page.locator(".said-ours .delivery").last).to_contain_text("delivered", timeout=UNTIL_IT_IS_GONE)
    expect(page.locator(".steps")).to_contain_text("waiting for their word")


def _check_that_it_threads(reply: "EmailMessage", complaint: "EmailMessage") -> None:
    assert reply["To"] == "maria@example.com"
    assert re.fullmatch(r"Re: Cracked again \[[0-9A-Z]{4}\]", reply["Subject"])
    assert reply["Message-ID"].endswith("@pumps.example>")
    assert reply["In-Reply-To"] == complaint["Message-ID"]
    assert complaint["Message-ID"] in reply["References"]
    body = reply.get_body(("plain",))
    assert body is not None
    assert "I am sorry that a second pump reached you cracked" in body.get_content()


def _promise(page: Page) -> None:
    promise = open_part(page, "Promise something")
    promise.get_by_label("What").fill("the courier's fee back")
    promise.get_by_label("Amount").fill("25 EUR")
    promise.get_by_role("button", name="Promise it").click()
    expect(page.locator("#promises li")).to_contain_text("€25.00 the courier's fee back")


def _keep_the_promise(page: Page) -> None:
    kept = open_part(page, "Kept")
    kept.get_by_label("What shows it").fill("bank reference 4711")
    kept.get_by_role("button", name="It is kept").click()
    expect(page.locator("#promises li")).to_contain_text("✓")
    expect(page.locator("#promises li")).to_contain_text("bank reference 4711")
    expect(page.locator(".owed-here")).to_contain_text("follow up")
