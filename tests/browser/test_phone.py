"""A customer who wants to cancel stays, with both on phones: nothing sticks out, everything can be touched."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import PHONE, take_picture
from tests.browser.desk import running
from tests.browser.people import open_part, row_of

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

TOUCHED_WITH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
SMALLEST = 36  # pixels that a finger needs
LOOKS = 50  # at the mails that went out, until the one that is waited for is there
SUBJECT = "Cancelling my service plan"
COMPLAINT = """\
Good morning,

I want to cancel my service plan for the pump, please. I can't afford 20 EUR a month any more. How do I do that?

Ida Brandt
"""
REPLY = """\
Hello Ida Brandt,

I can see that 20 EUR a month have become too much. You can cancel with a short yes to this mail, or keep it for less.

"""
REASON, BUDGET = "20 EUR a month have become too much", "15 EUR a month are fine"
LESS = "€5.00"
# Controls that are shown and lower than asked, as words; a field inside its label is touched by the label.
TOO_SMALL = """smallest => [...document.querySelectorAll("button, summary, .button, select, input, textarea")]
    .filter(element => element.checkVisibility({visibilityProperty: true}) && !element.closest(".unseen, .demo"))
    .map(element => [element, (element.closest("label") ?? element).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height < smallest)
    .map(([element, box]) => `${Math.round(box.height)} px: ${element.outerHTML.slice(0, 120)}`)"""


def test_a_customer_who_cancels_on_a_phone_stays(sample_home: Path, visit: "Visit") -> None:
    with running(sample_home, "--demo") as desk:
        page, customer = visit(desk, **TOUCHED_WITH), visit(desk, "/demo/write/", **TOUCHED_WITH)
        _look_around(page)
        _ask_to_cancel(customer)
        row_of(page, "Ida Brandt").get_by_role("link").tap()
        _learn_why(page)
        day = _draft_an_offer(page)
        _note(page, "offer_made", day, amount="15.00 EUR")
        _reply(page, day)
        _send_the_link(page)
        _accept(visit(desk, _mailed(customer, r"http\S+/p/\S+"), **TOUCHED_WITH), customer)
        _see_what_stands(page, customer, day)
        expect(page.locator("#play-retention .step-done")).to_have_count(4)


def _look_around(page: Page) -> None:
    expect(row_of(page, "Maria Lopez").first).to_be_visible()
    _check_fits(page)
    take_picture(page, "owed-phone")
    _unfold_the_demo(page)
    page.locator(".rail-open").tap()
    page.get_by_role("link", name="Promises").tap()
    expect(page.get_by_role("heading", name="Promises")).to_be_visible()
    _check_fits(page)
    page.goto("/")


def _unfold_the_demo(page: Page) -> None:
    """Find everything of the demo's strip without pushing it to the side."""
    strip = page.get_by_label("Demo", exact=True)
    expect(strip.get_by_role("link", name="Outgoing mail")).to_be_hidden()
    strip.get_by_text("More", exact=True).tap()
    expect(strip.get_by_role("button", name="Start over")).to_be_in_viewport(ratio=1)
    assert strip.evaluate("strip => strip.scrollWidth - strip.clientWidth") == 0
    take_picture(page, "demo-phone")
    strip.get_by_text("More", exact=True).tap()


def _ask_to_cancel(customer: Page) -> None:
    customer.get_by_label("From").fill("Ida Brandt <ida.brandt@example.com>")
    customer.get_by_label("Subject").fill(SUBJECT)
    customer.get_by_label("Mail", exact=True).fill(COMPLAINT)
    _check_fits(customer)
    customer.get_by_role("button", name="Send as the customer").tap()
    expect(customer.get_by_text("The mail has come in")).to_be_visible()


def _learn_why(page: Page) -> None:
    """Follow the play that is suggested, up to its offer."""
    play = page.locator("#play-retention")
    expect(play).to_contain_text("Because they speak of leaving")
    for kind, words in (("reason_for_leaving", REASON), ("budget", BUDGET)):
        step = page.locator(f"#play-retention-{kind}")
        expect(step).to_have_attribute("open", "")
        step.get_by_label("In a few words").fill(words)
        step.get_by_role("button", name="Write it down").tap()
        expect(play).to_contain_text(words)


def _work_out(page: Page, amount: Locator) -> None:
    """Say what they pay until the amount is there: the page may be drawn anew between filling in and tapping."""
    for _ in range(3):
        page.get_by_label("What they pay a month").fill("20.00 EUR")
        with page.expect_response("**/known/"):
            page.get_by_role("button", name="Work it out anew").tap()
        with suppress(PlaywrightTimeout):
            amount.wait_for(timeout=4_000)
            break
    expect(amount).to_have_text(LESS)


def _draft_an_offer(page: Page) -> datetime:
    """Say what it is about and what they pay, and take what the policy works out of it; return by which day."""
    with page.expect_response("**/situation/"):
        page.locator("#likely").get_by_role("button", name="Wants to cancel").tap()
    expect(page.locator("#situation .understood")).to_have_text("Wants to cancel")
    option = page.locator(".option").filter(has_text="Plan that fits the budget")
    _work_out(page, option.locator(".sum"))
    option.get_by_role("checkbox").check()
    page.get_by_role("checkbox", name="Pause for up to three months").check()
    page.get_by_role("button", name="Draft the offer").tap()
    expect(page.get_by_role("heading", name="Drafted offer")).to_be_visible()
    found = re.search(r"Friday (\d+ \w+ \d{4})", page.locator(".offer .copy").text_content() or "")
    assert found
    return datetime.strptime(found[1], "%d %B %Y").replace(tzinfo=UTC)


def _note(page: Page, kind: str, day: datetime, **words: str) -> None:
    """Write a step of the play down, with its day."""
    step = page.locator(f"#play-retention-{kind}")
    for name, said in words.items():
        step.locator(f"[name={name}]").fill(said)
    step.get_by_label("Day").fill(f"{day:%Y-%m-%d}")
    step.get_by_role("button", name="Write it down").tap()
    expect(step).to_have_count(0)
    expect(page.locator(".play .step-done").last).to_contain_text(f"{day.day} {day:%B %Y}")


def _reply(page: Page, day: datetime) -> None:
    text = page.get_by_label("Reply to Ida Brandt")
    text.fill(REPLY)
    page.locator(".offer").get_by_role("button", name="Put it into the reply").tap()
    expect(text).to_have_value(re.compile(rf"less to pay each month, {LESS}[\s\S]+Friday {day.day} {day:%B}"))
    expect(page.locator(".ticks .answered")).to_have_count(1)
    _check_fits(page)
    take_picture(page, "case-phone", whole=True)
    page.locator("#composer").get_by_role("button", name="Send").tap()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.locator(".said-ours").last).to_contain_text(LESS)


def _send_the_link(page: Page) -> None:
    """Let the reply leave, and mail the customer the link of their page."""
    page.get_by_text("More", exact=True).first.tap()
    page.get_by_role("button", name="1 hour").tap()
    expect(page.locator(".said-ours .delivery").last).to_contain_text("delivered")
    menu = open_part(page, "What the customer sees")
    _check_fits(page)
    menu.get_by_label("Send a text").select_option("link")
    menu.get_by_role("button", name="Send it").tap()


def _mailed(customer: Page, pattern: str) -> str:
    """Return the first match in the newest mails of the customer, as soon as it has gone out."""
    mails = (
        customer.locator("#outbox > li").filter(has_text="ida.brandt@example.com").filter(has_text=re.compile(pattern))
    )
    for _ in range(LOOKS):
        customer.goto("/demo/outbox/")
        if mails.count():
            break
    found = re.search(pattern, mails.first.inner_text())
    assert found
    return found.group()


def _accept(page: Page, customer: Page) -> None:
    """Read the customer's page, prove whose it is by the mailed code, and choose what is offered."""
    expect(page.get_by_role("heading", name="What happens now")).to_be_visible()
    _check_fits(page)
    take_picture(page, "portal-phone", whole=True)
    page.locator("section").filter(has=page.locator("#offer")).get_by_role("button", name="Mail me a code").tap()
    expect(page.get_by_label("The code from the mail")).to_be_visible()
    _check_fits(page)
    page.get_by_label("The code from the mail").fill(_mailed(customer, r"\b\d{6}\b"))
    page.get_by_role("button", name="Show me everything").tap()
    page.get_by_role("radio", name=LESS).check()
    page.get_by_role("button", name="I choose this").tap()
    expect(page.get_by_label("What happens now")).to_contain_text("A plan that fits your budget")
    take_picture(page, "portal-phone-chosen", whole=True)
    page.get_by_label("Your message").fill("Then I will gladly stay. Thank you!")
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_text("Your message has arrived")).to_be_visible()


def _see_what_stands(page: Page, customer: Page, day: datetime) -> None:
    """See the promise with amount and day, the statement of it among the mails, and the play at its end."""
    promise = page.locator("#promises li")
    expect(promise).to_contain_text(f"{LESS} A plan that fits your budget")
    expect(promise.locator("time")).to_have_attribute("datetime", re.compile(f"{day:%Y-%m-%d}"))
    statement = _mailed(customer, r"what we have promised you[\s\S]+")
    assert LESS in statement
    assert f"{day.day} {day:%B %Y}" in statement
    _note(page, "said", day, text="They stay, for 5 EUR less a month")
    _check_fits(page)
    take_picture(page, "case-phone-agreed", whole=True)


def _check_fits(page: Page) -> None:
    """See that nothing sticks out at the side, and that fingers hit what they aim at."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"
    assert page.evaluate(TOO_SMALL, SMALLEST) == []
