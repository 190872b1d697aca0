"""The coach at one's side: walked by keyboard, taken at its word, contradicted, and overruled with a reason."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import PHONE, take_picture
from tests.browser.desk import running
from tests.browser.people import row_of
from tests.browser.test_accessibility import AXE, LOOK, OF_COLOUR
from tests.browser.test_phone import SMALLEST, TOO_SMALL

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

COMPLAINT = """\
Good morning,

my grain mill, order 88121, has arrived with a cracked bowl. When will I get one that works? I hope your day is well?
Tell me please who pays for the parcel back.

Nora Quist
"""
BAD = """\
Hello Nora Quist,

I am sorry that the bowl of your mill has arrived cracked.

Unfortunately our policy says we can't send a courier on Saturdays. I will send a new bowl as soon as possible.

Ben Kramer"""
HELD = "Hello Nora Quist,\n\nI am sorry about the bowl. I refund you 20 EUR on Friday.\n\nBen Kramer"
WHY = "She knows the amount from our call"


def test_the_coach_is_walked_taken_contradicted_and_overruled(sample_home: Path, visit: "Visit") -> None:
    with running(sample_home, "--demo") as desk:
        page = visit(desk, "/demo/write/")
        _write_as_a_customer(page)
        page.goto("/")
        row_of(page, "Nora Quist").get_by_role("link").click()
        _strike_and_add_a_question(page)
        _walk_the_notes(page)
        _take_one_and_fill_it(page)
        _dismiss_one_for_this_case(page)
        _lose_the_desk_and_find_it(page)
        _be_held_and_send_all_the_same(page)
        expect(page.locator(".said-ours").last).to_contain_text("I refund you 20 EUR")
        _have_anything_read(visit(desk, "/reading/"))


def _reply(page: Page) -> Locator:
    return page.get_by_label("Reply to Nora Quist")


def _note(page: Page, words: str) -> Locator:
    return page.locator("[data-finding]").filter(has_text=words)


def _aloud(page: Page) -> Locator:
    return page.locator("[data-said-aloud]")


def _write_as_a_customer(page: Page) -> None:
    page.get_by_label("From").fill("Nora Quist <nora.quist@example.com>")
    page.get_by_label("Subject").fill("Cracked bowl")
    page.get_by_label("Mail", exact=True).fill(COMPLAINT)
    page.get_by_role("button", name="Send as the customer").click()
    expect(page.get_by_text("The mail has come in")).to_be_visible()


def _strike_and_add_a_question(page: Page) -> None:
    """Say that a courtesy is no question, and that words without a question mark are one."""
    questions = page.locator(".ticks li")
    courtesy = questions.filter(has_text="I hope your day is well?")
    courtesy.locator("summary").click()
    courtesy.get_by_role("button", name="They don't ask this").click()
    expect(courtesy).to_have_count(0)
    expect(page.locator("#kept-silent summary")).to_contain_text("1 question struck")
    before = questions.count()
    page.locator(".said-theirs .said-text").first.evaluate(
        """text => {
            const node = [...text.childNodes].find(node => node.textContent.includes("has arrived with"));
            const from = node.textContent.indexOf("my grain mill");
            getSelection().setBaseAndExtent(node, from, node, node.textContent.indexOf("cracked bowl") + 12);
        }"""
    )
    page.keyboard.press("q")
    words = page.get_by_label("Their words that ask something")
    expect(words).to_have_value(re.compile("^my grain mill.*cracked bowl$"))
    page.keyboard.press("Enter")
    expect(questions).to_have_count(before + 1)
    expect(questions.filter(has_text="my grain mill")).to_have_count(1)


def _walk_the_notes(page: Page) -> None:
    """Go from words to words and back, and to a note and back, by keys alone."""
    text = _reply(page)
    text.fill(BAD)
    expect(_note(page, "hidden behind policy")).to_be_visible()
    expect(_note(page, "is no date")).to_be_visible()
    text.press("Control+Home")
    walked = []
    while "as soon as possible" not in walked:
        page.keyboard.press("F8")
        walked.append(_selected(page))
        assert len(walked) < len(BAD.split()), walked
    assert [BAD.index(words) for words in walked] == sorted(BAD.index(words) for words in walked)
    while "our policy says" not in _selected(page):
        page.keyboard.press("Shift+F8")
    expect(_aloud(page)).to_have_text(re.compile(r"^\d of \d\. To mend: A bare no, hidden behind policy$"))
    page.keyboard.press("Alt+Enter")
    expect(_note(page, "hidden behind policy")).to_be_focused()
    expect(page.locator(".under mark.lit").first).to_contain_text("our policy says")
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    _look_at_it(page, "coach-notes", menu=True)


def _selected(page: Page) -> str:
    found: str = _reply(page).evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    return found


def _take_one_and_fill_it(page: Page) -> None:
    """Take the advice of a note, which comes with no fact of its own; the margin keeps its place meanwhile."""
    margin = page.locator("[data-coach-margin]")
    height = margin.evaluate("margin => margin.offsetHeight")
    _reply(page).focus()
    page.keyboard.press("Alt+Enter")
    with page.expect_request("**/findings/") as told:
        page.keyboard.press("Enter")
    assert "taken policy.no" in (told.value.post_data or "")
    expect(_reply(page)).to_be_focused()
    expect(_reply(page)).not_to_have_value(re.compile("our policy says"))
    expect(_note(page, "hidden behind policy")).to_have_count(0)
    assert margin.evaluate("margin => margin.offsetHeight") >= height
    _reply(page).fill(BAD.replace("Unfortunately our policy says we can't send a courier on Saturdays.", ""))


def _dismiss_one_for_this_case(page: Page) -> None:
    """Let a note be silent, see the focus on the next one, and let it speak again."""
    note = _note(page, "is no date")
    expect(note).to_be_visible()
    note.focus()
    page.keyboard.press("d")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Not in this case")).to_be_focused()
    page.keyboard.press("Enter")
    expect(note).to_have_count(0)
    silent = page.locator("#kept-silent")
    expect(silent.locator("summary")).to_contain_text("1 kept silent, 1 question struck")
    page.reload()
    expect(_reply(page)).to_have_value(re.compile("as soon as possible"))
    expect(note).to_have_count(0)
    silent.locator("summary").click()
    silent.get_by_role("button", name="Let it speak").click()
    expect(note).to_be_visible()


def _lose_the_desk_and_find_it(page: Page) -> None:
    """Write on while the desk is out of reach: the last advice stays, and says so."""

    def away(route: Route) -> None:
        route.abort()

    page.route("**/coach/", away)
    _reply(page).press_sequentially(" Bye.")
    expect(page.locator("[data-coach-away]")).to_have_text("Out of reach just now. This is the last advice.")
    expect(_note(page, "is no date")).to_be_visible()
    page.unroute("**/coach/", away)
    expect(page.locator("[data-coach-away]")).to_be_hidden()


def _be_held_and_send_all_the_same(page: Page) -> None:
    """Promise money that stands nowhere: it is held, with the reason, and goes with a reason."""
    _reply(page).fill(HELD)
    held = page.locator("[data-held]")
    expect(held).to_contain_text("Can't leave like that. €20.00 is promised, and recorded nowhere")
    anyway = page.get_by_label("Send all the same, because")
    expect(anyway).to_be_hidden()
    page.get_by_role("textbox", name="cc").press("Enter")  # keeps the draft, and sends nothing
    expect(page.get_by_role("alert")).to_have_count(0)
    _reply(page).press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Not sent.")
    expect(_reply(page)).to_have_value(HELD)
    expect(anyway).to_be_focused()
    _look_at_it(page, "coach-held")
    anyway.fill(WHY)
    anyway.press("Control+Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def _have_anything_read(page: Page) -> None:
    """Read signs of all scripts, pasted pages and long letters; of two answers, show the one to what stands there."""
    text, marks = page.locator("#reading-text"), page.locator(".under mark")
    text.fill("😀 👩‍👩‍👧 as soon as possible\n\nשלום as soon as possible")
    expect(marks).to_have_text(["as soon as possible", "as soon as possible"])
    text.fill("<b>We refund it</b> <img src=x onerror=alert(1)> as soon as possible")
    expect(marks).to_have_text(["as soon as possible"])
    expect(page.locator("[data-coach-margin] :is(b, img)")).to_have_count(0)
    _answer_late(page, "You have it as soon as possible.", "You have it on Friday at noon.")
    expect(marks).to_have_count(0)
    expect(page.locator("[data-finding]").filter(has_text="is no date")).to_have_count(0)
    text.evaluate(
        """(field, words) => {
            field.value = words.repeat(1500);
            field.dispatchEvent(new Event("input", {bubbles: true}));
        }""",
        "The blender stands on the shelf. You have it as soon as possible.\n\n",
    )
    expect(marks.first).to_have_text("as soon as possible")
    text.press("Control+Home")
    page.keyboard.type("Dear all, ")
    expect(text).to_have_value(re.compile("^Dear all, The blender"))


def _answer_late(page: Page, early: str, late: str) -> None:
    """Write two texts, and let the first be answered last."""
    waiting: list[Route] = []

    def hold_back(route: Route) -> None:
        waiting.append(route) if early in (route.request.post_data or "") else route.continue_()

    page.route("**/reading/", hold_back)
    with page.expect_request("**/reading/"):
        page.locator("#reading-text").fill(early)
    with page.expect_response("**/reading/"):
        page.locator("#reading-text").fill(late)
    for route in waiting:
        route.continue_()
    page.unroute("**/reading/", hold_back)


def _open_the_last_menu(page: Page) -> None:
    menu = page.locator(".not-this").last
    menu.locator("summary").click()
    wrong = menu.get_by_role("button", name="It is wrong")
    wrong.scroll_into_view_if_needed()
    expect(wrong).to_be_in_viewport(ratio=1)
    note, foot = menu.locator("xpath=ancestor::li").bounding_box(), wrong.bounding_box()
    assert note
    assert foot
    assert foot["y"] > note["y"]


def _look_at_it(page: Page, name: str, *, menu: bool = False) -> None:
    """Look whether anybody is shut out, on a desk and on a phone, in light and dark."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults: list[str] = page.evaluate(LOOK_FOLDED, [])
    take_picture(page, name)
    page.emulate_media(color_scheme="dark")
    faults += page.evaluate(LOOK_FOLDED, OF_COLOUR)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.locator("#composer").scroll_into_view_if_needed()
    if menu:
        _open_the_last_menu(page)
    take_picture(page, f"{name}-phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    faults += page.locator("#composer").evaluate(f"composer => ({TOO_SMALL})({SMALLEST})")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1360, "height": 860})
    assert not faults, "\n".join(faults)


LOOK_FOLDED = LOOK.replace('for (const part of document.querySelectorAll("details")) part.open = true;', "")
