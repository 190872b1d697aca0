"""The cards of the form for a mailbox; those that belong to one way of fetching say so, and hide with the others."""

from amends.doors.shell.groups import FieldGroup, faults_of, group_of
from amends.doors.shell.mailbox_form import MailboxForm

FETCHED = ("imap", "pop3", "maildir")
HANDED = (
    "A pipe calls “amends receive --to ADDRESS --sender SENDER -” with the mail on its stdin. A mail server hands it"
    " over by LMTP or SMTP where the desk is started with AMENDS_LMTP_LISTEN or AMENDS_SMTP_LISTEN; a mail service by"
    " its web hook where it is started with AMENDS_MAIL_HOOK_SECRET. docs/mail-in.md says how, step by step."
)


def groups_of_mailbox(form: MailboxForm, *, words: str = "", with_consent: bool = True) -> tuple[FieldGroup, ...]:
    """Return the cards: who it is, how its mail comes in, how its mails leave, and what is watched."""
    state = ("is_active",) if "is_active" in form.fields else ()
    return (
        group_of(form, "Mailbox", ["address", "name", *state, "way"], words=words, errors=_faults_of(form)),
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


def _faults_of(form: MailboxForm) -> tuple[str, ...]:
    """Return what is wrong as a whole, and which fields need another look: they may stand far below."""
    labels = dict.fromkeys(str(form.fields[name].label) for name in form.errors if name in form.fields)
    looks = (f"Not kept yet. Please look again at: {', '.join(labels)}.",) if labels else ()
    return (*faults_of(form), *looks)


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
        FieldGroup("Handing over", (), words=HANDED, only=("handed",)),
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
