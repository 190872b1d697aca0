"""The cards of the form for a mailbox; those that belong to one way of fetching say so, and hide with the others."""

from amends.doors.shell.groups import FieldGroup, faults_of, group_of
from amends.doors.shell.mailbox_form import MailboxForm

FETCHED = ("imap", "pop3", "maildir")


def groups_of_mailbox(form: MailboxForm, *, words: str = "", with_consent: bool = True) -> tuple[FieldGroup, ...]:
    """Return the cards: who it is, how its mail comes in, how its mails leave, and what is watched."""
    state = ("is_active",) if "is_active" in form.fields else ()
    return (
        group_of(form, "Mailbox", ["address", "name", *state, "way"], words=words, errors=faults_of(form)),
        *_in(form),
        group_of(
            form,
            "Sending",
            ["smtp_host", ("smtp_port", "smtp_security"), "case_sign"],
            words="Over SMTP, with the same user name and password. Leave the server empty if nothing leaves by it.",
        ),
        *_log_in(form, with_consent=with_consent),
        group_of(form, "Watching over it", [("silence_minutes", "hourly_limit"), "trusted_host"]),
    )


def _in(form: MailboxForm) -> tuple[FieldGroup, ...]:
    return (
        group_of(
            form,
            "Fetching",
            ["fetch_host", ("fetch_port", "fetch_security")],
            words="Leave the server empty if this mailbox only sends.",
            only=("imap", "pop3"),
        ),
        group_of(form, "Maildir", ["maildir"], only=("maildir",)),
        group_of(form, "Folder", ["folder"], only=("imap",)),
        group_of(form, "What becomes of mail", ["after", "moved_to", ("history", "history_days")], only=FETCHED),
    )


def _log_in(form: MailboxForm, *, with_consent: bool) -> tuple[FieldGroup, ...]:
    how = ["login"] if with_consent else []
    password = group_of(form, "Logging in", [*how, ("user", "password")])
    consent = group_of(
        form,
        "Consent",
        ["oauth_client", ("oauth_secret", "oauth_tenant")],
        words="When these are kept, the next page leads to the provider, where the owner of the mailbox agrees.",
        only=("consent",),
    )
    return (password, consent) if with_consent else (password,)
