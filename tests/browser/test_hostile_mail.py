"""Mails that want to run script or to call home are opened in the real browser: nothing runs, and nothing is asked."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, Page, expect

from amends.craft.mail.hypertext.safe_html import safe_html
from amends.doors.workbench.views.sent import POLICY
from tests.browser.canary import Canary, Watch, singing
from tests.browser.desk import run, running
from tests.browser.hostile_mail import Hostile, hostile_mails
from tests.browser.people import PASSWORD, log_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BEN = "ben@pumps.example"
FIRST = b"From: Ada Okafor <ada@example.com>\nMessage-ID: <first@example.com>\nSubject: Broken\n\nMy pump is broken.\n"
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
ONE_IN, FEW = 6, 40
"""Of what is made in the same way for every mail, each sixth is looked at, or each fortieth."""
POKE = """() => {
  const seen = [document];
  for (let place = 0; place < window.length; place++)
    try { seen.push(window[place].document) } catch {} // another's, or one that was led elsewhere
  for (const element of seen.flatMap((one) => [...one.querySelectorAll("body, body *")]))
    for (const kind of ["pointerover", "mouseover", "focus", "focusin", "toggle", "load", "error"])
      element.dispatchEvent(new Event(kind));
}"""
"""Do to everything on a page, and in its frames as far as it may look into them, what sets handlers off."""
AUDIT = """() => [...document.querySelectorAll("*")].flatMap((element) => {
  const bad = "script,form,input,button,select,textarea,iframe,object,embed,svg,math,base,style,video,[http-equiv]";
  const found = element.matches(bad) ? [element.outerHTML] : [];
  for (const { name, value } of element.attributes) {
    if (/^(on.*|hx-.*|id|name|srcset|ping|action|data-live.*)$/.test(name) && !element.matches("meta"))
      found.push(name);
    if (name === "href" && !/^(https?:|mailto:|tel:|\\/static\\/)/.test(value)) found.push(`href ${value}`);
    if (name === "src" && !/^(data:image\\/(png|jpeg|gif|webp);|https?:)/.test(value)) found.push(`src ${value}`);
  }
  return found;
})"""
"""What of a sanitised document could ever run or load, without waiting for it to happen."""


@pytest.fixture
def canary() -> Iterator[Canary]:
    """Return a stranger's server that hears who asks."""
    with singing() as listening:
        yield listening


def _framed(canary: Canary, corpus: Hostile, kind: str, *, sandbox: str = "") -> str:
    """Return a page with each piece of HTML in a frame of its own."""
    box = f' sandbox="{sandbox}"' if sandbox else ""
    return "".join(f'<iframe{box} src="/{kind}/{name}"></iframe>' for name in corpus.html)


def _open_all(browser: "Browser", canary: Canary, kind: str, *, sandboxed: bool = False) -> Watch:
    """Open a page of the stranger's server with all of the corpus in it, poke at everything, return what happened.

    Into sandboxed frames no page can look: each is poked at by itself.
    """
    context = browser.new_context()
    watch = Watch(canary.url)
    watch.over(context)
    page = context.new_page()
    page.goto(f"{canary.url}/all-{kind}/", wait_until="load")
    page.evaluate(POKE)
    for frame in page.frames if sandboxed else ():
        with suppress(Error):  # the piece may have led its frame elsewhere
            frame.evaluate(POKE)
    # Unprotected, a mail that fetches itself again and again never falls silent.
    with suppress(Error):
        page.wait_for_load_state("networkidle", timeout=15_000)
    context.close()
    return watch


def test_the_watch_sees_scripts_and_requests_where_nothing_protects(browser: "Browser", canary: Canary) -> None:
    corpus = hostile_mails(canary.url)
    canary.pages = {"bare": (corpus.html.__getitem__, ""), "all-bare": (lambda _: _framed(canary, corpus, "bare"), "")}

    watch = _open_all(browser, canary, "bare")

    assert len(corpus.mails) >= 150
    assert len(watch.ran) > 50
    assert len(canary.names & set(corpus.html)) > 100


def test_sanitised_html_runs_and_asks_nothing_even_where_the_policy_is_missing(
    browser: "Browser", canary: Canary
) -> None:
    corpus = hostile_mails(canary.url)

    def clean(name: str) -> str:
        return safe_html(corpus.html[name], picture=lambda _: None).html

    canary.pages = {"clean": (clean, ""), "all-clean": (lambda _: _framed(canary, corpus, "clean"), "")}

    watch = _open_all(browser, canary, "clean")

    assert watch.ran == []
    assert canary.asked == []


def test_pictures_that_are_asked_for_are_all_that_is_fetched(browser: "Browser", canary: Canary) -> None:
    corpus = hostile_mails(canary.url)

    def asked(name: str) -> str:
        return safe_html(corpus.html[name], picture=lambda _: None, remote=True).html

    canary.pages = {"asked": (asked, ""), "all-asked": (lambda _: _framed(canary, corpus, "asked"), "")}

    watch = _open_all(browser, canary, "asked")

    assert watch.ran == []
    assert {purpose for _, purpose in canary.asked} == {"image"}


def test_the_policy_alone_runs_nothing_even_where_nothing_is_sanitised(browser: "Browser", canary: Canary) -> None:
    corpus = hostile_mails(canary.url)
    everything = _framed(canary, corpus, "raw", sandbox=SANDBOX)
    canary.pages = {
        "raw": (corpus.html.__getitem__, POLICY.format(elsewhere="")),
        "all-raw": (lambda _: everything, ""),
    }

    watch = _open_all(browser, canary, "raw", sandboxed=True)

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
    (folder / "first.eml").write_bytes(FIRST)
    run(home, "receive", str(folder / "first.eml"))
    corpus.write(folder / "mails")
    run(home, "receive", "--maildir", str(folder / "mails"))
    with closing(sqlite3.connect(home / "amends.sqlite3")) as database:
        rows = database.execute("SELECT id, particulars FROM cases_message WHERE direction = 'in'").fetchall()
        files = database.execute("SELECT id, name FROM cases_attachment").fetchall()
        piled = database.execute("SELECT id FROM intake_arrival WHERE pile_reason <> ''").fetchall()
        (case,) = database.execute("SELECT number FROM cases_case ORDER BY id LIMIT 1").fetchone()
    html = tuple(pk for pk, kept in rows if kept and json.loads(kept).get("html"))
    return Kept(case, tuple(pk for pk, _ in rows), html, tuple(pk for pk, _ in files), tuple(pk for (pk,) in piled))


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
        _look_at_the_case(page, kept)
        assert watch.left == []
        assert canary.connections == 0
        _ask_for_pictures(page)
        assert watch.left
        _look_at_lists_and_raw_mails(page, kept)
        _open_files(page, kept)
        assert {kind for _, kind in watch.left} == {"image"}
        context.close()

    assert watch.ran == []
    assert watch.stopped == []
    assert {purpose for _, purpose in canary.asked} == {"image"}
    assert len(kept.messages) + len(kept.piled) >= len(corpus.mails)


def _look_at_the_case(page: Page, kept: Kept) -> None:
    """Open everything on the page of the case, each mail as it was sent among it."""
    page.goto(f"/cases/{kept.case}/")
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    frames = page.locator(".sent-frame iframe")
    expect(frames).to_have_count(len(kept.with_html), timeout=60_000)
    page.evaluate("document.querySelectorAll('iframe').forEach((frame) => { frame.loading = 'eager' })")
    for frame in page.frames[1:]:
        frame.wait_for_load_state("domcontentloaded")
        assert frame.evaluate(AUDIT) == [], frame.url
        frame.evaluate(POKE)


def _look_at_lists_and_raw_mails(page: Page, kept: Kept) -> None:
    pages = ["/", "/cases/", "/cases/?list=all", "/search/?q=words", "/customers/1/", "/pile/", "/pile/?state=aside"]
    by_hand = [pk for pk in kept.messages if pk not in kept.with_html]
    raw = [f"/messages/{pk}/raw/" for pk in (*by_hand, *kept.with_html[::20])] + [f"/pile/{pk}/" for pk in kept.piled]
    alone = [f"/messages/{pk}/{way}/" for pk in kept.with_html[::FEW] for way in ("html", "sent", "heard")]
    for path in (*pages, *raw, *alone):
        page.goto(path, wait_until="domcontentloaded")
        page.evaluate(POKE)


def _ask_for_pictures(page: Page) -> None:
    """Have every frame show what lies elsewhere; nothing but that is fetched, and nothing else is different."""
    page.evaluate(
        "document.querySelectorAll('.sent-frame iframe').forEach((frame) => { frame.src = `${frame.src}?images=1` })"
    )
    for frame in page.frames[1:]:
        frame.wait_for_url("**/html/?images=1", wait_until="domcontentloaded")
        assert frame.evaluate(AUDIT) == [], frame.url
    page.wait_for_timeout(1000)


def _open_files(page: Page, kept: Kept) -> None:
    """Ask for every file in each way there is: it is saved, or it is a picture or a sound, or it isn't there."""
    files = (*kept.files[:: 2 * ONE_IN], *kept.files[-25:])
    for pk in files:
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
