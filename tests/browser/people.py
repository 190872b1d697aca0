"""What people do again and again in the stories."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.letters import DESK
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.desk import Desk

PASSWORD = "seven-quiet-herons"


@dataclass(frozen=True, slots=True)
class Servers:
    """The real servers of a mailbox."""

    dovecot: Dovecot
    sink: SmtpSink
    account: str


def prove_token(page: "Page", desk: "Desk") -> None:
    """Enter the token of the terminal."""
    page.get_by_label("Token from the terminal").fill(desk.token)
    page.get_by_role("button", name="Go on").click()


def fill_setup(page: "Page", servers: Servers) -> None:
    """Fill in the page of set-up: Ben leads a desk with one mailbox."""
    page.get_by_label("Your name").fill("Ben Kramer")
    page.get_by_label("Email you log in with").fill("ben@pumps.example")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_name").fill("Vogel & Sons Pumps")
    page.locator("#id_hours").fill("Mon-Sun 00:00-24:00")
    mailbox = {
        "address": DESK,
        "user": servers.account,
        "password": servers.dovecot.password,
        "fetch_host": servers.dovecot.host,
        "fetch_port": str(servers.dovecot.fetch_port),
        "smtp_host": servers.sink.host,
        "smtp_port": str(servers.sink.port),
    }
    for name, value in mailbox.items():
        page.locator(f"#id_mailbox-{name}").fill(value)
    for name in ("fetch_security", "smtp_security"):
        page.locator(f"#id_mailbox-{name}").select_option("none")


def log_in(page: "Page", email: str, password: str = PASSWORD) -> None:
    """Log in, wherever the desk asks for it."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def row_of(page: "Page", words: str) -> "Locator":
    """Return the line of a list that has these words."""
    return page.locator("[data-row]").filter(has_text=words)


def open_part(page: "Page", name: str) -> "Locator":
    """Open what folds away under `name`, and return it."""
    part = page.locator("details").filter(has=page.get_by_text(name, exact=True)).last
    part.locator("summary").first.click()
    return part


def read_the_newest(page: "Page") -> None:
    """Have the newest message before one's eyes until the page takes it as read."""
    newest = page.locator("#said [data-said]").last
    newest.scroll_into_view_if_needed()
    expect(page.locator("[data-seen]")).to_have_value(newest.get_attribute("data-said") or "")
