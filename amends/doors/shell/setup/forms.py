"""What set-up asks: the token, then who leads, how the desk is open, and perhaps a mailbox."""

from dataclasses import dataclass

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import QueryDict

from amends.desk.people.models import Agent
from amends.desk.policies.actions import FirstLead, FirstMailbox
from amends.desk.policies.models import DeskSettings
from amends.doors.shell.desk_form import DeskForm
from amends.doors.shell.groups import FieldGroup, faults_of, group_of
from amends.doors.shell.mailbox_cards import groups_of_mailbox
from amends.doors.shell.mailbox_form import MailboxForm

MAILBOX = "mailbox"


class TokenForm(forms.Form):
    """Proves who started the desk."""

    token = forms.CharField(
        label="Token from the terminal",
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class LeadForm(forms.Form):
    """The first account."""

    lead_name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label="Email you log in with", max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
        help_text="At least ten characters that you use nowhere else.",
    )

    def clean(self) -> dict[str, object]:
        """Hold the password against the rules for passwords."""
        given = super().clean() or {}
        if given.get("password"):
            agent = Agent(email=given.get("email", ""), name=given.get("lead_name", ""))
            try:
                validate_password(given["password"], agent)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given

    def lead(self) -> FirstLead:
        """Return what was filled in, for the action that keeps it."""
        given = self.cleaned_data
        return FirstLead(email=given["email"], name=given["lead_name"], password=given["password"])


@dataclass(frozen=True)
class SetupForms:
    """The three forms on the one page; the mailbox counts only where an address is given."""

    lead: LeadForm
    desk: DeskForm
    mailbox: MailboxForm
    with_mailbox: bool

    @classmethod
    def empty(cls, *, public_url: str) -> "SetupForms":
        """Return the page as it begins."""
        start = {**DeskForm.filled(DeskSettings.current()), "name": "", "public_url": public_url}
        return cls(
            LeadForm(), DeskForm(initial=start), MailboxForm(prefix=MAILBOX, initial={"name": ""}), with_mailbox=False
        )

    @classmethod
    def posted(cls, post: QueryDict) -> "SetupForms":
        """Return the page as filled in."""
        named = any(
            post.get(f"{MAILBOX}-{name}", "").strip() for name in ("address", "fetch_host", "smtp_host", "maildir")
        )
        mailbox = MailboxForm(post if named else None, prefix=MAILBOX)
        return cls(LeadForm(post), DeskForm(post), mailbox, with_mailbox=named)

    def are_valid(self) -> bool:
        """Whether all that counts can be kept."""
        verdicts = [self.lead.is_valid(), self.desk.is_valid(), not self.with_mailbox or self.mailbox.is_valid()]
        return all(verdicts)

    def first_mailbox(self) -> FirstMailbox | None:
        """Return the mailbox to connect, if one was filled in."""
        if not self.with_mailbox:
            return None
        return FirstMailbox(self.mailbox.instance, self.mailbox.cleaned_data["password"])

    def groups(self) -> tuple[FieldGroup, ...]:
        """Return the cards of the page."""
        later = "It may wait: leave it empty and connect one later, under Office."
        return (
            group_of(
                self.lead, "You", words="You lead this desk; colleagues are added later.", errors=faults_of(self.lead)
            ),
            group_of(self.desk, "The desk", ["name", "public_url", ("phone", "language"), "zone", "hours", "holidays"]),
            *groups_of_mailbox(self.mailbox, words=later, with_consent=False),
        )
