"""No page of the desk shuts out people who see, hear or move in other ways, in light or in dark."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk, running
from tests.browser.people import prove_token, row_of

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
# What folds away is looked at as well; the size of targets is a rule of WCAG 2.2 AA that has to be asked for.
LOOK = """async only => {
    for (const part of document.querySelectorAll("details")) part.open = true;
    const rules = only.length ? {runOnly: only} : {rules: {"target-size": {enabled: true}}};
    const {violations} = await axe.run(document, rules);
    return violations.map(({id, impact, help, nodes}) =>
        `${impact}: ${id}: ${help}: ${nodes.slice(0, 3).map(node => node.target.join(" ")).join(", ")}`);
}"""
OF_COLOUR = ["color-contrast", "link-in-text-block"]
PARTS_OF_AN_ADDRESS = re.compile(
    r"(?<=/cases/)[^/]+|(?<=/p/)[^/]+|(?<=/texts/)[^/]+/[^/]+|(?<=/policies/)[a-z][^/]*|\d+"
)
NOT_PAGES = re.compile(r"\.(eml|csv)$|^/attachments/|^/static/")
WRITERS = ("Theo Quast", "Jonas Petry", "Silke Harms", "Ingrid Falk")
MANY = 20  # pages that there are at least, or the walk has lost its way


def test_no_page_shuts_anybody_out(prepared_home: Path, sample_home: Path, visit: "Visit") -> None:
    with running(prepared_home) as desk:
        faults = list(_faults_of_a_new_desk(_looked_at(visit(desk)), desk))
    with running(sample_home, "--demo") as desk:
        agent, customer = _looked_at(visit(desk, "/accounts/logout/")), _looked_at(visit(desk, "/p/nothing/"))
        faults += _faults_at_the_door(agent)
        seen = dict(_walk(agent, desk))
        faults += [fault for found in seen.values() for fault in found]
        faults += _faults_of_mails(agent)
        faults += _faults_of_customer_pages(customer, next(address for address in seen if "/p/" in address))
    assert len(seen) > MANY, list(seen)
    assert not faults, "\n".join(faults)


def _looked_at(page: Page) -> Page:
    """Let every page that is opened from now on know how to look at itself."""
    page.context.add_init_script(path=AXE)
    page.reload()
    return page


def _faults_of(page: Page) -> list[str]:
    """Return what is wrong with a page: everything in light, and the colours once more in dark."""
    faults: list[str] = page.evaluate(LOOK, [])
    page.emulate_media(color_scheme="dark")
    faults += page.evaluate(LOOK, OF_COLOUR)
    page.emulate_media(color_scheme="light")
    return [f"{page.url} {fault}" for fault in faults]


def _faults_of_a_new_desk(page: Page, desk: Desk) -> Iterator[str]:
    """Look at set-up, before and after the token."""
    yield from _faults_of(page)
    prove_token(page, desk)
    expect(page.get_by_role("heading", name="Mailbox")).to_be_visible()
    yield from _faults_of(page)


def _faults_at_the_door(page: Page) -> Iterator[str]:
    """Look at the pages of leaving and coming, and come back as the lead, who sees the office."""
    yield from _faults_of(page)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Who are you today?")).to_be_visible()
    yield from _faults_of(page)
    page.get_by_role("button", name="leads the desk").click()
    expect(page.get_by_role("heading", name="Owed")).to_be_visible()
    page.get_by_role("button", name="Keyboard").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield from _faults_of(page)


def _faults_of_mails(page: Page) -> Iterator[str]:
    """Look at cases with what mail brings: a layout, an invitation, what may belong together, a doubtful sender."""
    for name in WRITERS:
        page.goto("/")
        row_of(page, name).get_by_role("link").click()
        expect(page.locator("#said")).to_contain_text(name)
        yield from _faults_of(page)


def _faults_of_customer_pages(page: Page, link: str) -> Iterator[str]:
    """Look at what customers see: a link that opens nothing, their page, and the question for a code."""
    yield from _faults_of(page)
    page.goto(link)
    expect(page.get_by_label("Your message")).to_be_enabled()
    yield from _faults_of(page)
    page.get_by_role("button", name="Mail me a code").click()
    expect(page.get_by_label("The code from the mail")).to_be_visible()
    yield from _faults_of(page)


def _walk(page: Page, desk: Desk) -> Iterator[tuple[str, list[str]]]:
    """Go to one page of each kind that links lead to; yield its address with its faults."""
    ahead, known = [f"{desk.url}/", f"{desk.url}/nothing-here/"], set()
    while ahead:
        address = ahead.pop(0)
        kind = _kind_of(address)
        if kind in known or NOT_PAGES.search(kind):
            continue
        known.add(kind)
        page.goto(address)
        yield address, _faults_of(page)
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        ahead += [found for link in links if (found := urljoin(page.url, link)).startswith(f"{desk.url}/")]


def _kind_of(address: str) -> str:
    """Return what pages of one kind have in common: the address without numbers of cases and the like."""
    parts = urlsplit(address)
    chosen = re.search(r"\blist=\w+", parts.query)
    return PARTS_OF_AN_ADDRESS.sub("…", parts.path) + (chosen.group() if chosen else "")
