"""What goes wrong between two agents, a browser and the desk loses nothing that was written, and nothing crosses."""

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.desk import Desk, run, running
from tests.browser.letters import Writer, new_account
from tests.browser.people import PASSWORD, Servers, fill_setup, log_in, open_part, prove_token, row_of
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

COMPLAINT = "My pump is broken again and nobody answers. When do I get my money back?\n\nAda Byron"
REPLY = "Dear Ada Byron,\n\nI am sorry that the pump broke again. You have your money back by Thursday noon.\n\nBen"
CLEO = "cleo@pumps.example"


def test_nothing_written_is_lost_and_nothing_crosses(
    prepared_home: Path, visit: "Visit", dovecot: Dovecot, smtp_sink: SmtpSink
) -> None:
    servers = Servers(dovecot, smtp_sink, new_account())
    ada = Writer("Ada Byron", "ada@example.com", dovecot, servers.account)
    with running(prepared_home) as desk:
        ben = visit(desk)
        _open_the_desk(ben, desk, servers)
        complaint = ada.writes("Broken again", COMPLAINT)
        _open_case(ben)
        cleo = visit(desk)
        log_in(cleo, CLEO)
        _open_case(cleo)
        _check_they_see_each_other(ben, cleo)
        _be_blind_to_what_comes_in(ben)
        _go_to_the_back(cleo)
        ada.writes("Re: Broken again", "One more thing: the hose is torn as well.", answers=complaint)
        desk.wait_to_say("taken in", times=2)
        _be_stopped_by_it(ben)
        _come_to_the_front(cleo)
        _keep_a_draft(cleo)
        _keep_what_was_refused(cleo)
        _work_without_script(visit(desk, java_script_enabled=False))


def _open_the_desk(page: Page, desk: Desk, servers: Servers) -> None:
    prove_token(page, desk)
    fill_setup(page, servers)
    page.get_by_role("button", name="Open the desk").click()
    expect(page.get_by_role("heading", name="Owed")).to_be_visible()
    run(desk.home, "agent", "add", CLEO, "--name", "Cleo Sand", "--password-stdin", stdin=f"{PASSWORD}\n")


def _open_case(page: Page) -> None:
    row_of(page, "Ada Byron").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Broken again")).to_be_visible()


def _reply_of(page: Page) -> Locator:
    return page.get_by_label("Reply to Ada Byron")


def _check_they_see_each_other(ben: Page, cleo: Page) -> None:
    expect(cleo.locator("#here")).to_contain_text("Ben Kramer is here")
    _reply_of(cleo).press_sequentially("De")
    _reply_of(ben).fill(REPLY)
    expect(ben.locator("#here")).to_contain_text("Cleo Sand is writing")


def _go_to_the_back(page: Page) -> None:
    """Look at another tab; this one lets go of its stream."""
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def _come_to_the_front(page: Page) -> None:
    """Come back to a tab that has missed something, and see it at once."""
    expect(page.locator("#said")).not_to_contain_text("the hose is torn")
    page.evaluate("delete document.hidden")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#said")).to_contain_text("the hose is torn")


def _be_blind_to_what_comes_in(page: Page) -> None:
    """Cut a page off from live updates."""

    def withhold(route: Route) -> None:
        if "x-live" in route.request.headers or "/events/" in route.request.url:
            route.abort()
        else:
            route.continue_()

    page.route("**/*", withhold)


def _be_stopped_by_it(page: Page) -> None:
    """Send without having seen what is newest; see it and one's words still there, and send again."""
    page.locator("#composer").get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Not sent.")
    expect(page.locator("#said")).to_contain_text("the hose is torn as well")
    expect(_reply_of(page)).to_have_value(REPLY)
    page.unroute("**/*")
    page.locator("#composer").get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def _keep_a_draft(page: Page) -> None:
    """Reload while writing, then lose the session while writing on."""
    _reply_of(page).fill("Dear Ada Byron, I have seen")
    expect(page.locator("[data-saved]")).to_contain_text("Draft kept")
    page.reload()
    expect(_reply_of(page)).to_have_value("Dear Ada Byron, I have seen")
    page.context.clear_cookies(name="sessionid")
    _reply_of(page).fill("Dear Ada Byron, I have seen your photo of the hose.")
    expect(page.locator("[data-saved]")).to_contain_text("in this browser only")
    page.locator("#composer").get_by_role("button", name="Send").click()
    log_in(page, CLEO)
    expect(_reply_of(page)).to_have_value("Dear Ada Byron, I have seen your photo of the hose.")


def _keep_what_was_refused(page: Page) -> None:
    """Promise an amount that is none."""
    promise = open_part(page, "Promise something")
    promise.get_by_label("What").fill("a new hose")
    promise.get_by_label("Amount").fill("plenty")
    promise.get_by_role("button", name="Promise it").click()
    expect(page.locator("#refusal")).to_contain_text("amount")
    expect(promise.get_by_label("What")).to_have_value("a new hose")
    expect(promise.get_by_label("Amount")).to_have_value("plenty")


def _work_without_script(page: Page) -> None:
    """Send a reply, and take it back, in a browser that runs no script."""
    log_in(page, CLEO)
    _open_case(page)
    _reply_of(page).fill(REPLY)
    page.locator("#composer").get_by_role("button", name="Send").click()
    expect(page.locator(".said-ours").last).to_contain_text("leaves in")
    page.get_by_role("button", name="Undo").last.click()
    expect(_reply_of(page)).to_have_value(REPLY)
