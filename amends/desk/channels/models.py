"""Mailboxes: where we fetch customers' mail and send ours."""

from typing import ClassVar

from django.db import models

from amends.desk.channels.secrets import open_sealed, seal


class Mailbox(models.Model):
    """An email address of ours with the servers to fetch and to send."""

    class History(models.TextChoices):
        """What of the mail that was there before is taken in, always as history that owes nothing."""

        NONE = "none", "from now on"
        DAYS = "days", "the last days"
        ALL = "all", "everything"

    class Security(models.TextChoices):
        """How the connection is protected."""

        TLS = "tls", "TLS"
        STARTTLS = "starttls", "STARTTLS"
        NONE = "none", "none (only on this machine)"

    class Way(models.TextChoices):
        """How its mail reaches us."""

        IMAP = "imap", "fetched over IMAP"
        POP3 = "pop3", "fetched over POP3"
        MAILDIR = "maildir", "read from a maildir on this machine"
        HANDED = "handed", "handed over: our own SMTP or LMTP port, a pipe, a web hook"

    class Login(models.TextChoices):
        """What is shown to its servers."""

        PASSWORD = "password", "a password"
        GOOGLE = "google", "consent at Google"
        MICROSOFT = "microsoft", "consent at Microsoft"

    class After(models.TextChoices):
        """What happens on the server to a mail that is safely ours."""

        SEEN = "seen", "it is marked as read"
        MOVED = "moved", "it is moved to another folder"
        DELETED = "deleted", "it is deleted there"
        LEFT = "left", "nothing"

    class CaseSign(models.TextChoices):
        """By what the answer to a mail of ours is known where its Message-IDs get lost on the way."""

        IDS = "ids", "nothing more"
        ADDRESS = "address", "an address with a plus, for answers"
        LINE = "line", "a line in the text"

    name = models.CharField(max_length=120)
    address = models.EmailField(unique=True)
    way = models.CharField(max_length=8, choices=Way, default=Way.IMAP)
    maildir = models.CharField(max_length=500, blank=True)
    login = models.CharField(max_length=10, choices=Login, default=Login.PASSWORD)
    oauth_client = models.CharField(max_length=300, blank=True)
    oauth_tenant = models.CharField(max_length=100, blank=True)
    sealed_oauth_secret = models.TextField(blank=True)
    sealed_refresh_token = models.TextField(blank=True)
    after = models.CharField(max_length=8, choices=After, default=After.SEEN)
    moved_to = models.CharField(max_length=200, blank=True)
    fetch_host = models.CharField(max_length=253, blank=True)
    fetch_port = models.PositiveIntegerField(default=993)
    fetch_security = models.CharField(max_length=8, choices=Security, default=Security.TLS)
    smtp_host = models.CharField(max_length=253, blank=True)
    smtp_port = models.PositiveIntegerField(default=465)
    smtp_security = models.CharField(max_length=8, choices=Security, default=Security.TLS)
    user = models.CharField(max_length=320, blank=True)
    sealed_password = models.TextField(blank=True)
    folder = models.CharField(max_length=200, default="INBOX")
    history = models.CharField(max_length=8, choices=History, default=History.NONE)
    history_days = models.PositiveIntegerField(default=30)
    connected_at = models.DateTimeField(help_text="Mail that reached the server earlier is history.")
    is_active = models.BooleanField(default=True)
    # What the fetcher keeps: UIDs are only comparable under the same UIDVALIDITY (RFC 3501, 2.3.1.1).
    uidvalidity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    silence_minutes = models.PositiveIntegerField(default=30, help_text="Without a look for so long, people are told.")
    silence_told_at = models.DateTimeField(null=True, blank=True)
    telling_until = models.DateTimeField(null=True, blank=True, help_text="By real time.")
    case_sign = models.CharField(max_length=8, choices=CaseSign, default=CaseSign.IDS)
    hourly_limit = models.PositiveIntegerField(null=True, blank=True, help_text="Letters an hour; none is no limit.")
    dkim_selector = models.CharField(max_length=63, blank=True)
    sealed_dkim_key = models.TextField(blank=True)
    trusted_host = models.CharField(
        max_length=253, blank=True, help_text="Whose Authentication-Results are believed: our own receiving server."
    )

    class Meta:
        verbose_name_plural = "mailboxes"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.address

    @property
    def password(self) -> str:
        """The password of both servers, kept encrypted in the database."""
        return open_sealed(self.sealed_password)

    @password.setter
    def password(self, value: str) -> None:
        self.sealed_password = seal(value)

    @property
    def oauth_secret(self) -> str:
        """What proves to a provider that it is this desk that asks."""
        return open_sealed(self.sealed_oauth_secret)

    @oauth_secret.setter
    def oauth_secret(self, value: str) -> None:
        self.sealed_oauth_secret = seal(value)

    @property
    def refresh_token(self) -> str:
        """The consent itself: what a provider gives short-lived tokens for."""
        return open_sealed(self.sealed_refresh_token)

    @refresh_token.setter
    def refresh_token(self, value: str) -> None:
        self.sealed_refresh_token = seal(value)

    @property
    def dkim_key(self) -> str:
        """The private key by which letters are signed, as PEM."""
        return open_sealed(self.sealed_dkim_key)

    @dkim_key.setter
    def dkim_key(self, value: str) -> None:
        self.sealed_dkim_key = seal(value)

    @property
    def domain(self) -> str:
        """The part after the @, used in our Message-IDs."""
        return self.address.rpartition("@")[2]

    @property
    def is_fetched(self) -> bool:
        """Whether it is set up to be fetched, rather than mail being handed to us or only sent."""
        if self.way == self.Way.MAILDIR:
            return bool(self.maildir)
        return bool(self.fetch_host) and self.way != self.Way.HANDED


class Watch(models.Model):
    """Who fetches a mailbox just now: a lease, so that of any number of workers one does.

    A row of its own, because an office form that saves the mailbox must not give the lease to somebody else.
    """

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, primary_key=True, related_name="watch")
    holder = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(null=True, blank=True, help_text="By real time.")

    class Meta:
        verbose_name_plural = "watches"

    def __str__(self) -> str:
        return f"{self.holder or 'nobody'} at {self.mailbox_id}"


class Earlier(models.Model):
    """A mail that lay in a maildrop when it was connected: history, which POP3 itself can't tell from what is new."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="earlier")
    identity = models.BigIntegerField(help_text="Stands for server and user.")
    uid = models.BigIntegerField()
    reached_at = models.DateTimeField(null=True, blank=True, help_text="As far as its headers told us.")

    class Meta:
        verbose_name_plural = "earlier"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox", "identity", "uid"], name="an_earlier_mail_is_noted_once")
        ]

    def __str__(self) -> str:
        return f"{self.uid} of {self.mailbox_id}"


class Hook(models.Model):
    """A program of ours or of a carrier or bank that may tell us, signed, that something has arrived."""

    name = models.CharField(max_length=80, unique=True)
    sealed_secret = models.TextField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def secret(self) -> str:
        """What both sides sign with, kept encrypted in the database."""
        return open_sealed(self.sealed_secret)


class HookCall(models.Model):
    """A call that was taken in, by its own id: the same one again changes nothing."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="calls")
    call_id = models.CharField(max_length=120)
    promise = models.PositiveBigIntegerField()
    kept = models.BooleanField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hook", "call_id"], name="one_call_an_id")]

    def __str__(self) -> str:
        return f"{self.call_id} by {self.hook}"
