"""Mailboxes are tried before they are kept; a password goes in and never comes out."""

from datetime import timedelta

from amends.desk.channels.models import Mailbox
from amends.desk.delivery.outlets import note_blocked, note_open

NEW = {
    "address": "Help@Vogel.example",
    "name": "",
    "user": "",
    "password": "open sesame",
    "fetch_host": "imap.vogel.example",
    "fetch_port": "993",
    "fetch_security": "tls",
    "smtp_host": "smtp.vogel.example",
    "smtp_port": "465",
    "smtp_security": "tls",
    "folder": "INBOX",
    "history": "days",
    "history_days": "14",
}


def _known(mailbox: Mailbox, **changes: str) -> dict[str, str]:
    names = [name for name in NEW if name != "password"]
    return {name: str(getattr(mailbox, name)) for name in names} | {"password": "", "is_active": "on"} | changes


def test_a_mailbox_is_connected_from_this_moment_on(office, now):
    response = office.post("/office/mailboxes/new/", NEW | {"then": "keep"})
    made = Mailbox.objects.get()

    assert response.status_code == 303
    assert (made.address, made.name) == ("help@vogel.example", "Help@Vogel.example")
    assert (made.history, made.history_days, made.connected_at) == ("days", 14, now)
    assert made.password == "open sesame"
    assert "open sesame" not in made.sealed_password


def test_trying_a_mailbox_keeps_nothing(office, trial):
    response = office.post("/office/mailboxes/new/", NEW | {"then": "test"})
    page = response.content.decode()

    assert trial == [("Help@Vogel.example", "imap.vogel.example", "open sesame")]
    assert "INBOX is open." in page
    assert not Mailbox.objects.exists()


def test_a_mailbox_that_is_there_is_tried_with_the_password_that_is_set(office, mailbox, trial):
    office.post(f"/office/mailboxes/{mailbox.pk}/", _known(mailbox, then="test", folder="Inbox"))

    assert trial == [("desk@desk.example", "imap.desk.example", "open sesame")]
    assert Mailbox.objects.get().folder == "INBOX"


def test_a_password_is_never_shown(office, mailbox):
    page = office.get(f"/office/mailboxes/{mailbox.pk}/").content.decode()

    assert "open sesame" not in page
    assert mailbox.sealed_password not in page
    assert "Leave it empty to keep the one that is set" in page


def test_an_empty_password_keeps_the_one_that_is_set(office, mailbox):
    office.post(f"/office/mailboxes/{mailbox.pk}/", _known(mailbox, name="Complaints", then="keep"))
    mailbox.refresh_from_db()

    assert mailbox.name == "Complaints"
    assert mailbox.password == "open sesame"


def test_a_new_server_is_not_told_the_old_password(office, mailbox, trial):
    response = office.post(
        f"/office/mailboxes/{mailbox.pk}/", _known(mailbox, fetch_host="imap.evil.example", then="test")
    )

    assert response.status_code == 422
    assert "has to be entered again" in response.content.decode()
    assert trial == []


def test_changing_a_mailbox_leaves_alone_how_far_it_was_fetched(office, mailbox, now):
    page = _known(mailbox, then="keep")
    Mailbox.objects.update(last_uid=41, uidvalidity=7, fetched_at=now)
    office.post(f"/office/mailboxes/{mailbox.pk}/", page)
    mailbox.refresh_from_db()

    assert (mailbox.last_uid, mailbox.uidvalidity, mailbox.fetched_at) == (41, 7, now)


def test_the_address_of_a_mailbox_stays(office, mailbox):
    office.post(f"/office/mailboxes/{mailbox.pk}/", _known(mailbox, address="other@desk.example", then="keep"))

    assert Mailbox.objects.get().address == "desk@desk.example"


def test_no_address_is_connected_twice(office, mailbox):
    response = office.post("/office/mailboxes/new/", NEW | {"address": "DESK@desk.example", "then": "keep"})

    assert response.status_code == 422
    assert "There is a mailbox desk@desk.example already" in response.content.decode()


def test_a_mailbox_without_any_server_is_refused(office):
    response = office.post("/office/mailboxes/new/", NEW | {"fetch_host": "", "smtp_host": "", "then": "keep"})

    assert "Name a server to fetch from" in response.content.decode()
    assert not Mailbox.objects.exists()


def test_the_list_says_how_each_mailbox_does(office, mailbox, now):
    assert "not fetched yet" in office.get("/office/mailboxes/").content.decode()
    Mailbox.objects.update(fetched_at=now)
    assert "fetched 09:00" in office.get("/office/mailboxes/").content.decode()
    Mailbox.objects.update(failing_since=now - timedelta(hours=1), last_error="the password was refused")
    failing = office.get("/office/mailboxes/").content.decode()

    assert "can&#x27;t be fetched since 08:00" in failing
    assert "the password was refused" in failing


def test_the_list_says_when_a_mailbox_cannot_send_and_what_waits(office, mailbox):
    note_blocked(mailbox, "the server refused the password")

    page = office.get("/office/mailboxes/").content.decode()

    assert "can&#x27;t send since" in page
    assert "the server refused the password" in page

    note_open(mailbox)
    assert "send since" not in office.get("/office/mailboxes/").content.decode()


def test_a_mailbox_can_be_put_out_of_use(office, mailbox):
    page = _known(mailbox, then="keep")
    del page["is_active"]
    office.post(f"/office/mailboxes/{mailbox.pk}/", page)

    assert not Mailbox.objects.get().is_active
    assert "out of use" in office.get("/office/mailboxes/").content.decode()


def test_pop3_is_told_to_leave_or_to_delete_and_listens_at_a_port_of_its_own(office):
    office.post("/office/mailboxes/new/", NEW | {"way": "pop3", "after": "seen", "then": "keep"})
    made = Mailbox.objects.get()

    assert (made.way, made.after, made.fetch_port) == ("pop3", "left", 995)


def test_a_maildir_needs_a_path_and_no_server(office):
    page = NEW | {"way": "maildir", "fetch_host": "", "smtp_host": "", "then": "keep"}

    assert "by its whole path" in office.post("/office/mailboxes/new/", page).content.decode()
    assert office.post("/office/mailboxes/new/", page | {"maildir": "/var/mail/desk"}).status_code == 303
    assert Mailbox.objects.get().is_fetched


def test_mail_that_is_handed_over_needs_no_server_at_all(office):
    page = NEW | {"way": "handed", "fetch_host": "", "smtp_host": "", "then": "keep"}

    assert office.post("/office/mailboxes/new/", page).status_code == 303
    assert "mail is handed over" in office.get("/office/mailboxes/").content.decode()


def test_mail_is_moved_to_another_folder_only(office):
    page = NEW | {"after": "moved", "moved_to": "INBOX", "then": "keep"}

    assert "Name another folder" in office.post("/office/mailboxes/new/", page).content.decode()
    assert office.post("/office/mailboxes/new/", page | {"moved_to": "Taken in"}).status_code == 303


def test_what_a_page_does_not_ask_stays(office, mailbox):
    Mailbox.objects.update(after="left", silence_minutes=5, trusted_host="mx.desk.example")
    page = _known(mailbox, then="keep", trusted_host="mx.desk.example")

    office.post(f"/office/mailboxes/{mailbox.pk}/", page)

    mailbox.refresh_from_db()
    assert (mailbox.after, mailbox.silence_minutes, mailbox.trusted_host) == ("left", 5, "mx.desk.example")


def test_the_list_says_when_nobody_looks_any_more(office, mailbox, now):
    Mailbox.objects.update(fetched_at=now - timedelta(minutes=31))

    assert "nobody has looked since 08:29" in office.get("/office/mailboxes/").content.decode()


def test_what_came_of_a_test_stands_above_the_long_form(office, trial):
    page = office.post("/office/mailboxes/new/", NEW | {"then": "test"}).content.decode()

    assert page.index("INBOX is open.") < page.index('name="address"')


def test_the_top_of_the_form_names_the_fields_that_need_another_look(office):
    page = office.post(
        "/office/mailboxes/new/", NEW | {"way": "maildir", "maildir": "mail", "then": "keep"}
    ).content.decode()

    assert "Not kept yet. Please look again at: Path of the maildir." in page


def test_a_mailbox_without_its_consent_says_what_it_waits_for(office):
    given = NEW | {"way": "imap", "login": "google", "oauth_client": "desk", "oauth_secret": "s", "then": "keep"}
    office.post("/office/mailboxes/new/", given)

    page = office.get("/office/mailboxes/").content.decode()

    assert "waits for consent" in page
    assert "what it still needs is the consent of its owner" in page
