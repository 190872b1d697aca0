"""The form for a mailbox, at set-up and in the office: how its mail comes in and goes out; no secret is ever shown."""

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.http import QueryDict

from amends.desk.channels.models import Mailbox
from amends.desk.channels.silence import LEAST_MINUTES
from amends.doors.shell.mailbox_checks import faults_in, settled

if TYPE_CHECKING:
    FormOfMailbox = forms.ModelForm[Mailbox]
else:
    FormOfMailbox = forms.ModelForm

_HOST = forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"})
_CHOICES = {
    "way": [
        ("imap", "IMAP: it is there a moment after it arrives"),
        ("pop3", "POP3: asked for once a minute"),
        ("maildir", "A maildir on this machine"),
        ("handed", "Handed over by a mail server, a pipe or a mail service; or this mailbox only sends"),
    ],
    "login": [("password", "A password"), ("google", "Consent at Google"), ("microsoft", "Consent at Microsoft")],
    "after": [
        ("seen", "Mark it as read"),
        ("moved", "Move it to another folder"),
        ("deleted", "Delete it there (POP3 only)"),
        ("left", "Leave it as it is"),
    ],
    "case_sign": [
        ("ids", "nothing more: by the ids that every mail carries"),
        ("address", "an address with a plus, to which answers go"),
        ("line", "a line in the text"),
    ],
    "history": [
        ("none", "leave it: from now on"),
        ("days", "take in the last days, as history"),
        ("all", "take in everything, as history"),
    ],
}
"""Choices as people would name them; what a page leaves out stays as it is."""
_LEFT_OUT = ("way", "login", "after", "silence_minutes", "case_sign")
"""What not every page asks."""


def _secret(label: str) -> forms.CharField:
    # What was typed a moment ago survives a test; what is kept is never rendered.
    widget = forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, required=False, strip=False, widget=widget)


class MailboxForm(FormOfMailbox):
    """A mailbox; its instance can be tried before anything is kept."""

    password = _secret("Password")
    oauth_secret = _secret("Client secret")

    class Meta:
        model = Mailbox
        fields: ClassVar[list[str]] = [
            "address", "name", "way", "login", "user", "password", "oauth_client", "oauth_secret", "oauth_tenant",
            "maildir", "fetch_host", "fetch_port", "fetch_security", "smtp_host", "smtp_port", "smtp_security",
            "folder", "after", "moved_to", "history", "history_days", "silence_minutes", "hourly_limit",
            "trusted_host", "case_sign",
        ]  # fmt: skip
        labels: ClassVar[dict[str, str]] = {
            "address": "Email address",
            "name": "What you call it",
            "way": "How its mail reaches the desk",
            "login": "What its servers are shown",
            "user": "User name",
            "oauth_client": "Client ID",
            "oauth_tenant": "Tenant",
            "maildir": "Path of the maildir",
            "fetch_host": "Server",
            "fetch_port": "Port",
            "fetch_security": "Protection",
            "smtp_host": "Server",
            "smtp_port": "Port",
            "smtp_security": "Protection",
            "folder": "Folder to fetch",
            "after": "What happens there to a mail that is safely ours",
            "moved_to": "Folder to move to",
            "history": "Mail that is there already",
            "history_days": "How many days",
            "silence_minutes": "Minutes of silence until people are told",
            "hourly_limit": "Letters an hour",
            "case_sign": "How answers are known besides their ids",
            "trusted_host": "Whose checks of senders are believed",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "address": "Customers write to it, and read it as the sender.",
            "name": "For yourselves, on the pages of the desk.",
            "user": "Most servers take the address; then leave it empty.",
            "oauth_client": "From the registration of this desk at Google or Microsoft.",
            "oauth_tenant": "Microsoft only: the directory of your organisation. Empty is any.",
            "maildir": "The folder that holds new and cur. Nothing in it is ever deleted.",
            "fetch_port": "Over TLS: 993 for IMAP, 995 for POP3.",
            "after": "A POP3 server knows neither marks nor folders: there mail is left, or deleted.",
            "moved_to": "Only where mail is moved. It is made if it isn't there.",
            "history": "It is only kept and found: nobody is answered, nothing becomes late.",
            "history_days": "For the last days.",
            "silence_minutes": "Then it stands above Owed, and those who lead get a mail. At least 3; 0 is never.",
            "hourly_limit": "What your server allows; more wait for the next hour. Empty is no limit.",
            "case_sign": (
                "For customers whose systems lose ids. The address with a plus needs a server that takes"
                " name+anything as name; the line stands small at the end of each mail."
            ),
            "trusted_host": (
                "The name your own receiving server writes into Authentication-Results. Its word on SPF, DKIM and DMARC"
                " is shown where a check fails; anybody else's could be made up. A single - is for Exchange, which"
                " gives no name: only the topmost line counts then. Empty believes nobody."
            ),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "way": forms.RadioSelect(),
            "login": forms.RadioSelect(),
            "fetch_host": _HOST,
            "smtp_host": _HOST,
            "maildir": _HOST,
            "trusted_host": _HOST,
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Mailbox | None = None,
        prefix: str | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        """Name the choices as people would; the address of a mailbox that is there stays."""
        super().__init__(data, instance=instance, prefix=prefix, initial=initial)
        self.fields["name"].required = False
        for name in _LEFT_OUT:
            self.fields[name].required = data is None or self.add_prefix(name) in data
        for name, choices in _CHOICES.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if self.instance.pk:
            self.fields["address"].disabled = True
            for name in ("password", "oauth_secret"):
                self.fields[name].help_text = "Leave it empty to keep the one that is set."

    def clean_silence_minutes(self) -> int | None:
        """Refuse a time within which a mailbox may not even be looked at twice."""
        minutes: int | None = self.cleaned_data["silence_minutes"]
        if minutes and minutes < LEAST_MINUTES:
            words = f"Mailboxes may be looked at only once a minute: at least {LEAST_MINUTES}, or 0 for never."
            raise forms.ValidationError(words)
        return minutes

    def clean(self) -> dict[str, object]:
        """See that mail can come in or go out, and that no new server is shown what was meant for the old one."""
        given = settled(super().clean() or {}, self.instance)
        for name, words in faults_in(given, self.instance, moved=self._moved()):
            self.add_error(name, words)
        if given.get("oauth_secret"):
            self.instance.oauth_secret = str(given["oauth_secret"])
        return given

    def _moved(self) -> bool:
        """Return whether a server of a mailbox that is there has changed."""
        return bool(self.instance.pk and {"fetch_host", "smtp_host"} & set(self.changed_data))

    def tried(self) -> Mailbox:
        """Return the mailbox as filled in, with its password, to be tried; nothing is kept."""
        if self._moved():
            # Both were given for the servers there were.
            self.instance.sealed_refresh_token = self.instance.sealed_password = ""
        if self.cleaned_data["password"]:
            self.instance.password = self.cleaned_data["password"]
        return self.instance
