"""The sample desk with nothing but a browser: from a complaint that is written there to the customer's "solved"."""

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.conftest import LIVE, PHONE, take_picture
from tests.browser.desk import running
from tests.browser.people import open_part, read_the_newest, row_of

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

SUBJECT = "Coffee all over the kitchen"
COMPLAINT = """\
Good morning,

the lid of the kettle came off while I was pouring, and now the kitchen is full of hot water. This is unacceptable.
Can you send me a lid that stays on? And who pays for the ruined book?

Nora Quist
"""
ANSWER = """\
Hello Nora Quist,

I am sorry that the lid came off while you were pouring, and that hot water ran over your kitchen and your book.

You get a new lid by Friday noon, and we pay for the ruined book: tell me what it cost.

Ben Kramer
"""
CONFIRMATION = """\
Hello Nora Quist,

thank you. The 18 EUR for the book are with you by Thursday evening.

Ben Kramer
"""


def test_a_newcomer_plays_a_complaint_to_its_end(sample_home: Path, visit: "Visit") -> None:
    with running(sample_home, "--demo") as desk:
        page, customer = visit(desk), visit(desk, "/demo/write/")
        expect(page.get_by_role("heading", name="Owed")).to_be_visible()
        take_picture(page, "owed")
        _check_that_every_way_can_be_read(page)
        _write_as(customer, "Nora Quist <nora.quist@example.com>", SUBJECT, COMPLAINT)
        row = row_of(page, "Nora Quist")
        expect(row).to_be_visible(timeout=LIVE)
        row.get_by_role("link").click()
        _answer(page)
        _agree(customer)
        expect(page.locator("#said")).to_contain_text("the book was 18 EUR", timeout=LIVE)
        _promise(page)
        _keep(page)
        _follow_up(page)
        _say_solved(visit(desk, _link_in_the_mail(customer), viewport=PHONE))
        expect(page.get_by_role("heading", name="This case is closed")).to_be_visible(timeout=LIVE)
        expect(page.locator("main")).to_contain_text("solved")
        page.goto("/")
        expect(row_of(page, "Nora Quist")).to_have_count(0)


def _check_that_every_way_can_be_read(page: Page) -> None:
    """See that no channel of a row is cut off, the longest one included."""
    ways = page.locator(".row-way span")
    expect(ways.filter(has_text="as before").first).to_be_visible()
    assert ways.evaluate_all("ways => ways.filter(way => way.scrollWidth > way.clientWidth).length") == 0


def _write_as(page: Page, sender: str, subject: str, text: str) -> None:
    page.get_by_label("From").fill(sender)
    if subject:
        page.get_by_label("Subject").fill(subject)
    page.get_by_label("Mail", exact=True).fill(text)
    page.get_by_role("button", name="Send as the customer").click()
    expect(page.get_by_text("The mail has come in")).to_be_visible()


def _answer(page: Page) -> None:
    page.get_by_label("Reply to Nora Quist").fill(ANSWER)
    expect(page.locator(".ticks .answered")).to_have_count(2)
    _send(page)


def _send(page: Page) -> None:
    """Send what is written; the ten seconds of Undo go by with the clock."""
    page.locator("#composer").get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    _move_clock(page, "1 hour")
    expect(page.locator(".said-ours .delivery").last).to_contain_text("delivered")


def _move_clock(page: Page, by: str) -> None:
    before = page.locator("#demo-clock").inner_text()
    page.get_by_role("button", name=by).click()
    expect(page.locator("#demo-clock")).not_to_have_text(before)


def _agree(page: Page) -> None:
    """Read our mail as the customer does, and answer it."""
    page.get_by_role("link", name="Outgoing mail").click()
    mail = page.locator("#outbox > li").filter(has_text=SUBJECT).filter(has_text="You get a new lid")
    expect(mail).to_be_visible()
    mail.get_by_role("link", name="Answer as the customer").click()
    _write_as(page, "Nora Quist <nora.quist@example.com>", "", "Yes please, and the book was 18 EUR.")


def _promise(page: Page) -> None:
    promise = open_part(page, "Promise something")
    promise.get_by_label("What").fill("the price of the book")
    promise.get_by_label("Amount").fill("18 EUR")
    promise.get_by_role("button", name="Promise it").click()
    expect(page.locator("#promises li")).to_contain_text("€18.00 the price of the book")
    read_the_newest(page)
    page.get_by_label("Reply to Nora Quist").fill(CONFIRMATION)
    _send(page)


def _keep(page: Page) -> None:
    _move_clock(page, "to tomorrow 09:00")
    kept = open_part(page, "Kept")
    kept.get_by_label("What shows it").fill("bank reference 4711")
    kept.get_by_role("button", name="It is kept").click()
    expect(page.locator("#promises li")).to_contain_text("✓")
    expect(page.locator(".owed-here")).to_contain_text("follow up")


def _follow_up(page: Page) -> None:
    """Let three days pass, and ask whether it is solved."""
    _move_clock(page, "3 days")
    expect(page.locator(".owed-here .is-late")).to_be_visible()
    menu = open_part(page, "Send a text")
    menu.get_by_label("Send a text").select_option("follow_up")
    menu.get_by_role("button", name="Send").click()
    _move_clock(page, "1 hour")
    expect(page.locator("#said")).to_contain_text("Does it work the way you need it?")
    expect(page.locator(".said-ours .delivery").last).to_contain_text("delivered")


def _link_in_the_mail(page: Page) -> str:
    page.get_by_role("link", name="Outgoing mail").click()
    mail = page.locator("#outbox > li").filter(has_text="Is it solved?").filter(has_text=SUBJECT)
    link = mail.get_by_role("link", name="/p/").get_attribute("href")
    assert link is not None
    return link


def _say_solved(page: Page) -> None:
    expect(page.get_by_role("heading", name=SUBJECT)).to_be_visible()
    take_picture(page, "portal-phone-solved", whole=True)
    page.get_by_role("button", name="Yes, it is solved").click()
    expect(page.get_by_text("We are glad it is solved")).to_be_visible()
