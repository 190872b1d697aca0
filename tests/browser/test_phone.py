"""Owed, a case, a reply and the customer's page on a phone: nothing sticks out, everything can be touched."""

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, take_picture
from tests.browser.desk import running
from tests.browser.people import open_part, row_of

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

TOUCHED_WITH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
SMALLEST = 36  # pixels that a finger needs
REPLY = "Hello Tomás Ferreira,\n\nyou connected it rightly. Set the pressure to 2.4 bar.\n\nBen Kramer"
# Controls that are shown and lower than asked, as words; a field inside its label is touched by the label.
TOO_SMALL = """smallest => [...document.querySelectorAll("button, summary, .button, select, input, textarea")]
    .filter(element => element.checkVisibility({visibilityProperty: true}) && !element.closest(".unseen, .demo"))
    .map(element => [element, (element.closest("label") ?? element).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height < smallest)
    .map(([element, box]) => `${Math.round(box.height)} px: ${element.outerHTML.slice(0, 120)}`)"""


def test_the_desk_works_on_a_phone(sample_home: Path, visit: "Visit") -> None:
    with running(sample_home, "--demo") as desk:
        page = visit(desk, **TOUCHED_WITH)
        expect(row_of(page, "Maria Lopez").first).to_be_visible()
        _check_fits(page)
        take_picture(page, "owed-phone")
        _unfold_the_demo(page)
        page.locator(".rail-open").tap()
        page.get_by_role("link", name="Promises").tap()
        expect(page.get_by_role("heading", name="Promises")).to_be_visible()
        _check_fits(page)
        page.goto("/")
        row_of(page, "Tomás Ferreira").get_by_role("link").tap()
        _reply(page)
        link = _send_the_link(page)
        _read_as_the_customer(visit(desk, link, **TOUCHED_WITH))


def _unfold_the_demo(page: Page) -> None:
    """Find everything of the demo's strip without pushing it to the side."""
    strip = page.get_by_label("Demo", exact=True)
    expect(strip.get_by_role("link", name="Outgoing mail")).to_be_hidden()
    strip.get_by_text("More", exact=True).tap()
    expect(strip.get_by_role("button", name="Start over")).to_be_in_viewport(ratio=1)
    assert strip.evaluate("strip => strip.scrollWidth - strip.clientWidth") == 0
    take_picture(page, "demo-phone")
    strip.get_by_text("More", exact=True).tap()


def _reply(page: Page) -> None:
    text = page.get_by_label("Reply to Tomás Ferreira")
    text.fill(REPLY)
    expect(page.locator(".ticks")).to_be_visible()
    _check_fits(page)
    take_picture(page, "case-phone", whole=True)
    page.locator("#composer").get_by_role("button", name="Send").tap()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.locator(".said-ours").last).to_contain_text("2.4 bar")


def _send_the_link(page: Page) -> str:
    """Open what the customer sees; return where it is."""
    menu = open_part(page, "What the customer sees")
    link = menu.get_by_role("link", name="What the customer sees").get_attribute("href")
    _check_fits(page)
    assert link is not None
    return link


def _read_as_the_customer(page: Page) -> None:
    expect(page.get_by_role("heading", name="What happens now")).to_be_visible()
    _check_fits(page)
    take_picture(page, "portal-phone", whole=True)
    page.get_by_label("Your message").fill("I set it to 2.4 bar and it works. Thank you!")
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_text("Your message has arrived")).to_be_visible()


def _check_fits(page: Page) -> None:
    """See that nothing sticks out at the side, and that fingers hit what they aim at."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"
    assert page.evaluate(TOO_SMALL, SMALLEST) == []
