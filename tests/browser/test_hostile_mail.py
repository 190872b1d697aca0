"""Mails that want to run script or to call home are opened in the real browser: nothing runs, and nothing is asked."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page, expect

from amends.craft.mail.hypertext.safe_html import safe_html
from amends.doors.workbench.views.sent import POLICY
from tests.browser.canary import Canary, Watch, singing
from tests.browser.desk import run, running
from tests.browser.hostile_mail import Hostile, hostile_mails
from tests.browser.people import PASSWORD, log_in
from tests.browser.poking import ALIKE, AUDIT, FETCH, NEW, POKE, STRANGE
from tests.servers.chromium import Chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BEN = "ben@pumps.example"
FIRST = b"From: Ada Okafor <ada@example.com>\nMessage-ID: <first@example.com>\nSubject: Broken\n\nMy pump is broken.\n"
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
LOOSE = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups"
"""Lets all of it happen but leading the whole page elsewhere, which would end the others."""
SCRIPTS, ASKERS = 50, 50
"""So many times at least something ran, and so many pieces asked for something, where nothing protects."""
THIRD, ONE_IN, FEW = 3, 12, 40
"""Of what is made in the same way for every mail, so few are looked at alone: each third, twelfth, or fortieth."""
SMALL = "width=140 height=70 frameborder=0"  # all of them are in sight, for what is out of sight is not drawn
AT_ONCE, FRAMES = 3, 64
"""So many pages are opened side by side, and so many frames on one: more than that, and they wait for each other."""


@pytest.fixture(scope="module")
def chromium(chromium: Chromium) -> Chromium:
    """Return a browser that keeps sandboxed frames in the process of their page, which takes less time."""
    return replace(chromium, arguments=(*chromium.arguments, "--disable-features=IsolateSandboxedIframes"))


@pytest.fixture
def canary() -> Iterator[Canary]:
    """Return a stranger's server that hears who asks."""
    with singing() as listening:
        yield listening


@contextmanager
def _watched(browser: "Browser", canary: Canary) -> Iterator[tuple[Page, Watch]]:
    """Return a page that is watched, for looking at what the stranger's server has."""
    context = browser.new_context(base_url=canary.url)
    watch = Watch(canary.url)
    watch.over(context)
    yield context.new_page(), watch
    context.close()


def _in_frames(corpus: Hostile, canary: Canary, *, policy: str, sandbox: str) -> list[str]:
    """Have the server show each third piece of HTML in a frame of its own, some on a page; return the pages' paths."""
    pages = [
        "".join(f'<iframe {SMALL} sandbox="{sandbox}" src="/piece/{name}"></iframe>' for name in names)
        for names in batched([*corpus.html][::THIRD], FRAMES, strict=False)
    ]
    canary.pages = {"piece": (corpus.html.__getitem__, policy), "all": (lambda number: pages[int(number)], "")}
    return [f"/all/{number}" for number in range(len(pages))]


def test_the_watch_sees_scripts_and_requests_where_nothing_protects(browser: "Browser", canary: Canary) -> None:
    corpus = hostile_mails(canary.url)
    paths = iter(_in_frames(corpus, canary, policy="", sandbox=LOOSE))

    with _watched(browser, canary) as (page, watch):
        while len(watch.ran) < SCRIPTS or len(canary.names & set(corpus.html)) < ASKERS:
            # Unprotected, a mail that fetches itself again and again is never done.
            page.goto(next(paths), wait_until="domcontentloaded")
            with suppress(Error):
                page.wait_for_load_state("load", timeout=2_000)
            page.evaluate(POKE)

    assert len(watch.ran) >= SCRIPTS
    assert len(canary.names & set(corpus.html)) >= ASKERS


def _side_by_side(corpus: Hostile, canary: Canary, *, remote: bool) -> None:
    """Have the server show all pieces on one page, each sanitised: one that does harm harms the others as well."""
    clean = (safe_html(html, picture=lambda _: None, remote=remote).html for html in corpus.html.values())
    page = "".join(f"<section>{piece}</section>" for piece in clean)
    canary.pages = {"all": (lambda _: page, "")}


def _found_on(page: Page, corpus: Hostile) -> list[str]:
    """Return what of the pieces could run or load; each must still stand in a section of its own."""
    expect(page.locator("body > section")).to_have_count(len(corpus.html))
    expect(page.locator("section section, body > :not(section)")).to_have_count(0)
    found: list[str] = page.evaluate(AUDIT)
    page.evaluate(POKE)
    page.wait_for_load_state("networkidle")
    return found


def test_sanitised_html_runs_and_asks_nothing_even_where_the_policy_is_missing(
    browser: "Browser", canary: Canary
) -> None:
    corpus = hostile_mails(canary.url)
    _side_by_side(corpus, canary, remote=False)

    with _watched(browser, canary) as (page, watch):
        page.goto("/all/")
        found = _found_on(page, corpus)

    assert found == []
    assert watch.ran == []
    assert canary.asked == []


def test_pictures_that_are_asked_for_are_all_that_is_fetched(browser: "Browser", canary: Canary) -> None:
    corpus = hostile_mails(canary.url)
    _side_by_side(corpus, canary, remote=True)

    with _watched(browser, canary) as (page, watch):
        page.goto("/all/")
        found = _found_on(page, corpus)

    assert found == []
    assert watch.ran == []
    assert {purpose for _, purpose in canary.asked} == {"image"}


def test_the_policy_alone_runs_nothing_even_where_nothing_is_sanitised(browser: "Browser", canary: Canary) -> None:
    corpus = hostile_mails(canary.url)
    paths = _in_frames(corpus, canary, policy=POLICY.format(elsewhere=""), sandbox=SANDBOX)

    with _watched(browser, canary) as (page, watch):
        for path in paths:
            page.goto(path, wait_until="load")
            for frame in page.frames[1:]:  # into sandboxed frames no page can look: each is poked at by itself
                with suppress(Error):  # the piece may have led its frame elsewhere
                    frame.evaluate(POKE)

    assert watch.ran == []
    assert {"script", "image", "font"}.isdisjoint(purpose for _, purpose in canary.asked)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a desk has of the corpus."""

    case: str
    messages: tuple[int, ...]
    with_html: tuple[int, ...]
    files: tuple[int, ...]
    piled: tuple[int, ...]


def _take_in(home: Path, corpus: Hostile, folder: Path) -> Kept:
    run(home, "agent", "add", BEN, "--name", "Ben Kramer", "--lead", "--password-stdin", stdin=f"{PASSWORD}\n")
    corpus.write(folder / "mails")
    (folder / "mails" / "new" / "a-first").write_bytes(FIRST)
    run(home, "receive", "--maildir", str(folder / "mails"))
    with closing(sqlite3.connect(home / "amends.sqlite3")) as database:
        rows = database.execute("SELECT id, particulars FROM cases_message WHERE direction = 'in'").fetchall()
        files = database.execute(
            "SELECT file.id, message.subject LIKE 'file-%' FROM cases_attachment AS file"
            " JOIN cases_message AS message ON message.id = file.message_id ORDER BY file.id"
        ).fetchall()
        piled = database.execute("SELECT id FROM intake_arrival WHERE pile_reason <> ''").fetchall()
        (case,) = database.execute("SELECT number FROM cases_case ORDER BY id LIMIT 1").fetchone()
    html = tuple(pk for pk, kept in rows if kept and json.loads(kept).get("html"))
    named = [pk for pk, by_file in files if by_file]
    others = [pk for pk, by_file in files if not by_file]
    return Kept(case, tuple(pk for pk, _ in rows), html, (*named, *others[::FEW]), tuple(pk for (pk,) in piled))


def test_nothing_of_a_hostile_mail_runs_or_leaves_the_desk(
    prepared_home: Path, tmp_path: Path, browser: "Browser", canary: Canary
) -> None:
    corpus = hostile_mails(canary.url)
    kept = _take_in(prepared_home, corpus, tmp_path)
    with running(prepared_home) as desk:
        context = browser.new_context(base_url=desk.url)
        watch = Watch(desk.url)
        watch.over(context)
        page = context.new_page()
        page.goto("/")
        log_in(page, BEN)
        expect(page.get_by_role("heading", name="Owed", exact=True)).to_be_visible(timeout=60_000)
        portal = _look_at_the_case(page, kept)
        _look_at_lists_and_raw_mails(page, kept, portal)
        _read_raw_mails(page, kept)
        _look_at_mails_as_sent(page, kept)
        assert watch.stopped == []
        _open_files(page, kept)
        assert watch.left == []
        assert canary.connections == 0
        _ask_for_pictures(page, kept)
        assert {kind for _, kind in watch.left} == {"image"}
        context.close()

    assert watch.ran == []
    assert {purpose for _, purpose in canary.asked} == {"image"}
    assert len(kept.messages) + len(kept.piled) > len(corpus.mails)


def _look_at_the_case(page: Page, kept: Kept) -> str:
    """Open everything on the page of the case, a few mails as they were sent among it; return the customer's page."""
    page.goto(f"/cases/{kept.case}/?all=1")
    page.evaluate(
        """() => document.querySelectorAll("details:not([id^=sent-])").forEach((one) => { one.open = true })"""
    )
    few = page.locator("details[id^=sent-]").all()[::FEW]
    for details in few:
        details.evaluate("details => { details.open = true }")
    expect(page.locator(".sent-frame iframe")).to_have_count(len(few))
    assert page.locator(STRANGE).count() == 0
    portal = page.locator("#more-menu a[href*='/p/']").get_attribute("href") or ""
    page.goto("about:blank")  # or so long a page is drawn anew with all that is heard in it meanwhile
    return urlsplit(portal).path


def _look_at_lists_and_raw_mails(page: Page, kept: Kept, portal: str) -> None:
    """Open whatever shows words of mails, some pages side by side."""
    lists = ["/", "/cases/", "/cases/?list=all", "/search/?q=words", "/search/?q=<img/src=x>", "/customers/1/", portal]
    piled = ["/pile/", "/pile/?state=aside", *(f"/pile/{pk}/" for pk in kept.piled)]
    raw = [f"/messages/{pk}/raw/" for pk in kept.messages[::FEW]]
    alone = [f"/messages/{pk}/{way}/" for pk in kept.with_html[::FEW] for way in ("sent", "heard")]
    tabs = [page.context.new_page() for _ in range(AT_ONCE)]
    for paths in batched([*lists, *piled, *raw, *alone], AT_ONCE, strict=False):
        for tab, path in zip(tabs, paths, strict=False):
            tab.goto(path, wait_until="commit")
        for tab in tabs[: len(paths)]:
            tab.wait_for_load_state("domcontentloaded")
            tab.evaluate(POKE)
    for tab in tabs:
        tab.close()


def _read_raw_mails(page: Page, kept: Kept) -> None:
    """See that no mail as it arrived brings an element or an attribute that the page of a harmless one has not."""
    harmless, *others = kept.messages
    made_by_hand = sorted({*others} - {*kept.with_html})
    page.goto(f"/messages/{harmless}/raw/")
    looked_at = (harmless, *made_by_hand, *kept.with_html[::THIRD])
    assert page.evaluate(NEW, [f"/messages/{pk}/raw/" for pk in looked_at]) == []


def _look_at_mails_as_sent(page: Page, kept: Kept) -> None:
    """Look at mails with HTML in the frame in which the desk shows it: some in one each, and all of them in one."""
    page.goto(f"/messages/{kept.with_html[0]}/sent/")
    page.evaluate(ALIKE, [f"/messages/{pk}/html/" for pk in kept.with_html[::ONE_IN]])
    _all_in_one_frame(page, [f"/messages/{pk}/html/" for pk in kept.with_html], POLICY.format(elsewhere=""))
    for frame in page.frames[1:]:
        assert frame.evaluate(AUDIT) == [], frame.url
        frame.evaluate(POKE)
    assert page.url.endswith("/sent/")


def _all_in_one_frame(page: Page, paths: list[str], policy: str) -> list[str]:
    """Add a frame with all these documents, each in a section, under the heads with which they are sent; return them.

    No browser lets what it did not get from this machine ask this machine for pictures: each is stopped on its way.
    """
    documents = page.evaluate(FETCH, paths)
    assert {document["policy"] for document in documents} == {policy}
    texts = [document["text"] for document in documents]
    head, _, _ = texts[0].partition("<body>")
    bodies = [text.partition("<body>")[2].rpartition("</body>")[0] for text in texts]
    everything = "".join(f"<section>{body}</section>" for body in bodies)
    answer = page.request.get(paths[0])
    page.route("**/all-in-one/", lambda route: route.fulfill(response=answer, body=f"{head}<body>{everything}</body>"))
    page.evaluate(ALIKE, ["all-in-one/"])
    shown = page.frames[-1]
    assert shown.locator("body > section").count() == len(paths)
    assert shown.locator("section section, body > :not(section)").count() == 0
    return texts


def _ask_for_pictures(page: Page, kept: Kept) -> None:
    """Have mails show what lies elsewhere; nothing but that is fetched, and nothing else is different in any."""
    page.goto(f"/messages/{kept.with_html[0]}/sent/?images=1")
    paths = [f"/messages/{pk}/html/?images=1" for pk in kept.with_html]
    texts = _all_in_one_frame(page, paths, POLICY.format(elsewhere=" http: https:"))
    page.evaluate(ALIKE, [path for path, text in zip(paths, texts, strict=True) if 'src="http' in text][:FRAMES])
    for frame in page.frames[1:]:
        assert frame.evaluate(AUDIT) == [], frame.url
        frame.evaluate(POKE)


def _open_files(page: Page, kept: Kept) -> None:
    """Ask for files in each way there is: one is saved, or it is a picture or a sound, or it isn't there."""
    for pk in kept.files:
        answer = page.request.get(f"/attachments/{pk}/")
        assert answer.headers["content-disposition"].startswith("attachment"), pk
        assert answer.headers["content-security-policy"] == "sandbox"
        assert answer.headers["x-content-type-options"] == "nosniff"
        for way in ("picture", "sound"):
            _open_file(page, f"/attachments/{pk}/{way}/")


def _open_file(page: Page, path: str) -> None:
    """Look at a file in the browser where it is shown at all, as nothing but a picture or a sound."""
    answer = page.request.get(path)
    if answer.status == 404:
        return
    assert answer.headers["content-type"].startswith(("image/", "audio/")), path
    page.goto(path)
