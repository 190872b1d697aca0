"""The day's work by keyboard alone, somebody asking for the boss included; what one stands on is always to be seen."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.conftest import take_picture
from tests.browser.desk import running
from tests.browser.people import row_of

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

REPLY = "Hello Tomás Ferreira,\n\nyou connected it rightly. Set the pressure to 2.4 bar.\n\nBen Kramer"
WISH = "Good morning,\n\nnobody answers what I ask. I want to speak to your manager.\n\nNora Quist"
BOSS = """\
Hello Nora Quist,

I am sorry that nobody answered what you asked. Of course you can: Dana Moor reads it all first, then she calls you.

Ben Kramer
"""
# What stands around the focus: an outline or a shadow of the element, or of what it fills (a row, the composer).
RING = """element => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) return true;
    }
    return false;
}"""


def test_everything_is_done_without_a_mouse(sample_home: Path, visit: "Visit") -> None:
    with running(sample_home, "--demo") as desk:
        page = visit(desk)
        _walk_the_list(page)
        _ask_for_the_boss(page)
        _name_the_boss(page)
        _answer_and_note(page)
        _go_everywhere(page)
        _take_from_the_list(page)
        _check_focus_all_the_way(page)


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _walk_the_list(page: Page) -> None:
    """Go down and up, and open what one stands on."""
    rows = page.locator("[data-row] .row-link")
    _press(page, "j")
    expect(rows.nth(0)).to_be_focused()
    _press(page, "j", "j")
    expect(rows.nth(2)).to_be_focused()
    _press(page, "k")
    expect(rows.nth(1)).to_be_focused()
    assert _focus_shows(page)
    words = page.locator(":focus").inner_text()  # a row may move meanwhile, and takes the focus along
    _press(page, "Enter")
    expect(page.locator(".case-facts")).to_contain_text(words.split()[-1])
    _press(page, "u")
    expect(page.get_by_role("heading", name="Owed")).to_be_visible()


def _ask_for_the_boss(page: Page) -> None:
    """Write as a customer who wants somebody senior, and see who is owed to them."""
    page.goto("/demo/write/")
    page.get_by_label("From").focus()
    for words in ("Nora Quist <nora.quist@example.com>", "", "Third time I ask", WISH):
        page.keyboard.insert_text(words)
        _press(page, "Tab")
    _press(page, "Tab", "Enter")
    expect(page.get_by_text("The mail has come in")).to_be_visible()
    _press(page, "g", "o")
    row = row_of(page, "Nora Quist")
    expect(row).to_contain_text("Bring in somebody senior")
    expect(row).to_contain_text("Dana Moor")
    row.get_by_role("link").focus()
    _press(page, "Enter")


def _name_the_boss(page: Page) -> None:
    """Follow the play that is suggested: put Dana's name on record and into the reply, and owe her no more."""
    play, owed = page.locator("#play-wants_boss"), page.locator(".owed-here")
    expect(play).to_contain_text("Because they ask for somebody senior")
    expect(owed).to_contain_text("bring in somebody senior Dana Moor")
    page.locator("#play-wants_boss-named_superior").get_by_label("Who").focus()
    assert _focus_shows(page)
    page.keyboard.type("Dana")
    _press(page, "Tab", "Enter")
    expect(play.locator(".step-done")).to_contain_text(re.compile(r"Ben Kramer, \d\d:\d\d: Dana Moor"))
    _press(page, "r")
    page.keyboard.insert_text(BOSS)
    _press(page, "Control+Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    before = page.locator("#demo-clock").inner_text()
    page.get_by_role("button", name="1 hour").focus()
    _press(page, "Enter")
    expect(page.locator("#demo-clock")).not_to_have_text(before)
    expect(page.locator(".said-ours .delivery").last).to_contain_text("delivered")
    expect(owed).to_contain_text("call back")
    expect(owed).not_to_contain_text("bring in somebody senior")
    take_picture(page, "case-boss", whole=True)
    page.goto("/")


def _answer_and_note(page: Page) -> None:
    """Reply from the list, leave the text, write a note, take the reply back."""
    row_of(page, "Tomás Ferreira").get_by_role("link").focus()
    _press(page, "r")
    text = page.get_by_label("Reply to Tomás Ferreira")
    expect(text).to_be_focused()
    assert _focus_shows(page)
    page.keyboard.insert_text(REPLY)
    _press(page, "Escape")
    expect(text).not_to_be_focused()
    _press(page, "n")
    expect(page.get_by_label("Note, only for us")).to_be_focused()
    page.keyboard.insert_text("He asked for the pressure; it stands on the plate.")
    _press(page, "Control+Enter")
    expect(page.locator(".said-note")).to_contain_text("it stands on the plate")
    _press(page, "r")
    expect(text).to_have_value(REPLY)
    _press(page, "Control+Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    _press(page, "z")
    expect(page.locator("#said")).to_contain_text("took a reply back")
    expect(text).to_have_value(REPLY)


def _go_everywhere(page: Page) -> None:
    """See what the keys are, and use those that lead to pages."""
    _press(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("what you are writing")
    take_picture(page, "keyboard-cheat-sheet")
    _press(page, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for key, heading in (("m", "Mine"), ("u", "Unassigned"), ("p", "Promises"), ("o", "Owed")):
        _press(page, "g", key)
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    _press(page, "/")
    expect(page.get_by_label("Search everything said")).to_be_focused()
    page.keyboard.insert_text("grain mill")
    _press(page, "Enter")
    expect(row_of(page, "grain mill").first).to_be_visible()
    _press(page, "w")
    expect(page.get_by_role("heading", name="New case")).to_be_visible()


def _take_from_the_list(page: Page) -> None:
    """Take a case that nobody has, and see the list without it."""
    _press(page, "g", "u")
    rows = page.locator("[data-row]")
    expect(page.get_by_role("heading", name="Unassigned", exact=True)).to_be_visible()
    before = rows.count()
    _press(page, "j", "t")
    expect(rows).to_have_count(before - 1)


def _check_focus_all_the_way(page: Page) -> None:
    """Go through a case with Tab alone."""
    page.goto("/")
    _press(page, "j", "Enter")
    expect(page.get_by_role("region", name="Plan")).to_be_visible()
    shown = 0
    for _ in range(40):
        _press(page, "Tab")
        shown += _focus_shows(page)
    assert shown > 30


def _focus_shows(page: Page) -> bool:
    """Return whether something has the focus, which must be seen; a part that is made anew just now takes it along."""
    at = "document.activeElement"
    found = page.evaluate(f"{at} === document.body || ({RING})({at}) || {at}.outerHTML")
    assert isinstance(found, bool), f"nothing shows that one is at {found}"
    return bool(page.evaluate(f"{at} !== document.body"))
