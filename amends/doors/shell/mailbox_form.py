"""The form for a mailbox and its two servers, at set-up and in the office; a password that is kept is never shown."""

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.http import QueryDict

from amends.desk.channels.models import Mailbox
from amends.doors.shell.groups import FieldGroup, faults_of, group_of

if TYPE_CHECKING:
    FormOfMailbox = forms.ModelForm[Mailbox]
else:
    FormOfMailbox = forms.ModelForm

_HOST = forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"})


class MailboxForm(FormOfMailbox):
    """A mailbox; its instance can be tried before anything is kept."""

    password = forms.CharField(
        label="Password",
        required=False,
        strip=False,
        # What was typed a moment ago survives a test; what is kept is never rendered.
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = Mailbox
        fields: ClassVar[list[str]] = [
            "address", "name", "user", "password", "fetch_host", "fetch_port", "fetch_security", "smtp_host",
            "smtp_port", "smtp_security", "folder", "history", "history_days",
        ]  # fmt: skip
        labels: ClassVar[dict[str, str]] = {
            "address": "Email address",
            "name": "What you call it",
            "user": "User name",
            "fetch_host": "Server",
            "fetch_port": "Port",
            "fetch_security": "Protection",
            "smtp_host": "Server",
            "smtp_port": "Port",
            "smtp_security": "Protection",
            "folder": "Folder to fetch",
            "history": "Mail that is there already",
            "history_days": "How many days",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "address": "Customers write to it, and read it as the sender.",
            "name": "For yourselves, on the pages of the desk.",
            "user": "Most servers take the address; then leave it empty.",
            "history": "It is only kept and found: nobody is answered, nothing becomes late.",
            "history_days": "For the last days.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"fetch_host": _HOST, "smtp_host": _HOST}

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
        history = self.fields["history"]
        assert isinstance(history, forms.ChoiceField)
        history.choices = [
            ("none", "leave it: from now on"),
            ("days", "take in the last days, as history"),
            ("all", "take in everything, as history"),
        ]
        if self.instance.pk:
            self.fields["address"].disabled = True
            self.fields["password"].help_text = "Leave it empty to keep the one that is set."

    def clean(self) -> dict[str, object]:
        """See that there is a server at all, and that no new server is told the password of the old one."""
        given = super().clean() or {}
        if not given.get("fetch_host") and not given.get("smtp_host"):
            self.add_error("fetch_host", "Name a server to fetch from, one to send by, or both.")
        elsewhere = self.instance.pk and {"fetch_host", "smtp_host"} & set(self.changed_data)
        if elsewhere and self.instance.sealed_password and not given.get("password"):
            self.add_error("password", "A server has changed, so the password has to be entered again.")
        given["name"] = given.get("name") or given.get("address", "")
        return given

    def tried(self) -> Mailbox:
        """Return the mailbox as filled in, with its password, to be tried; nothing is kept."""
        if self.cleaned_data["password"]:
            self.instance.password = self.cleaned_data["password"]
        return self.instance


def groups_of_mailbox(form: MailboxForm, *, words: str = "") -> tuple[FieldGroup, ...]:
    """Return the cards of a mailbox: who it is, where it is fetched from, where its mails leave."""
    state = ("is_active",) if "is_active" in form.fields else ()
    return (
        group_of(
            form, "Mailbox", ["address", "name", ("user", "password"), *state], words=words, errors=faults_of(form)
        ),
        group_of(
            form,
            "Fetching",
            ["fetch_host", ("fetch_port", "fetch_security"), "folder", ("history", "history_days")],
            words="Over IMAP. Leave the server empty if mail comes in another way.",
        ),
        group_of(
            form,
            "Sending",
            ["smtp_host", ("smtp_port", "smtp_security")],
            words="Over SMTP, with the same user name and password.",
        ),
    )
