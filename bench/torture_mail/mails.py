"""Generated mail of which it is known what has to become of each: conversations in disorder, copies, broken mail."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import batched

from bench.torture_mail.boxes import BOXES

SHARES = [box.share for box in BOXES]
OURS = "reply-to-the-desk@placeholder.example"
"""Stands for the id of a letter of the desk's, which is known only when there is one."""

_WORDS = """lamp kettle invoice router order parcel refund window carpet engine ticket voucher statement meter boiler
delivery chair screen battery helmet suitcase filter blanket contract reservation""".split()
_SENTENCES = (
    "I ordered a {thing} three weeks ago and it has not arrived.",
    "The {thing} arrived broken, and nobody answers the telephone.",
    "You charged me twice for the {thing}.",
    "Where is my {thing}? I want my money back.",
    "I was promised a new {thing} last Tuesday.",
    "The {thing} does not fit, and your form refuses the number {number}.",
)
_ADDED = (
    "I still have heard nothing about it.",
    "Here is the number you wanted: {number}.",
    "That did not help, the {thing} is just as before.",
    "When will somebody look after this?",
)
BROKEN_SHARE, UGLY_SHARE, AGAIN_SHARE, BOTH_SHARE = 0.015, 0.02, 0.04, 0.04
DOUBLE_SHARE, OURS_SHARE, STRIPPED_SHARE, COMPANION_SHARE = 0.06, 0.3, 0.2, 0.06


@dataclass(slots=True)
class Letter:
    """One mail; `piled` says that no customer's message can be made of it.

    `copies` are further arrivals: the mailbox and whether it comes with the very same bytes.
    """

    number: int
    conversation: int
    mailbox: int
    sender: str
    id: str
    raw: bytes
    piled: bool = False
    asked: tuple[str, ...] = ()  # ids of its ancestors
    answers_us: bool = False
    copies: list[tuple[int, bool]] = field(default_factory=list)


class Writer:
    """Writes mails; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        """Begin with nothing written."""
        self._rng = random.Random(seed)
        self._written = 0
        self._began = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def write(self, count: int) -> list[list[Letter]]:
        """Return `count` mails in the order in which they reach the servers; those in one list come at one moment."""
        rng = self._rng
        placed: list[tuple[float, list[Letter]]] = []
        while self._written < count:
            began = rng.uniform(0, 1)
            for group in self._group(count - self._written):
                began += rng.expovariate(18)  # a conversation goes on over about a tenth of the run
                # One in six overtakes the one before it.
                placed.append((began - (rng.uniform(0, 0.15) if rng.random() < 0.17 else 0), group))
        return [group for _, group in sorted(placed, key=lambda entry: entry[0])]

    def _group(self, room: int) -> Iterator[list[Letter]]:
        """Yield what belongs together, in the order of writing: a conversation, a pair, or a broken mail."""
        luck = self._rng.random()
        if luck < BROKEN_SHARE * 2.5:  # counted by mail, drawn by group
            yield [self._broken()]
        elif luck < BROKEN_SHARE * 2.5 + DOUBLE_SHARE and room > 1:
            yield self._doubles()
        else:
            for letter in self._conversation(min(room, self._rng.choice((1, 1, 2, 2, 3, 4, 6)))):
                yield [letter]

    def _doubles(self) -> list[Letter]:
        """Return two first mails of one new sender about two matters, one to each of the first two mailboxes."""
        sender = self._sender()
        pair = [self._first(sender) for _ in range(2)]
        for mailbox, letter in enumerate(pair):
            letter.mailbox = mailbox
        return pair

    def _conversation(self, length: int) -> Iterator[Letter]:
        rng = self._rng
        sender = self._sender()
        first = self._first(sender)
        yield first
        chain = [first]
        for _ in range(length - 1):
            parent = rng.choice(chain[-2:])
            who = self._sender() if rng.random() < COMPANION_SHARE else sender
            chain.append(self._answer(parent, first, who))
            yield chain[-1]

    def _sender(self) -> str:
        # A domain each: so many receipts an hour to one domain would look like a loop.
        return f"{self._rng.choice(('ada', 'bo', 'carl', 'dora', 'eve'))}@{self._rng.getrandbits(40):x}.example"

    def _first(self, sender: str) -> Letter:
        number = self._next()
        thing = self._rng.choice(_WORDS)
        text = " ".join(self._rng.sample(_SENTENCES, 2)).format(thing=thing, number=number)
        subject = f"My {thing}, matter {number}"
        return self._letter(number, sender, subject, text)

    def _answer(self, parent: Letter, first: Letter, sender: str) -> Letter:
        number = self._next()
        text = " ".join(self._rng.sample(_ADDED, 2)).format(thing="thing", number=number)
        asked = (*parent.asked, parent.id)
        # A mail program that keeps References, or one that names only what it answers.
        stripped = self._rng.random() < STRIPPED_SHARE
        answers_us = self._rng.random() < OURS_SHARE
        headers = {"In-Reply-To": f"<{OURS}>" if answers_us else f"<{parent.id}>"}
        if not stripped or answers_us:
            headers["References"] = " ".join(f"<{one}>" for one in asked)
        subject = f"Re: My thing, matter {first.number}"
        letter = self._letter(number, sender, subject, text, conversation=first.conversation, **headers)
        letter.mailbox, letter.asked, letter.answers_us = first.mailbox, asked, answers_us
        return letter

    def _letter(
        self, number: int, sender: str, subject: str, text: str, *, conversation: int | None = None, **headers: str
    ) -> Letter:
        rng = self._rng
        mailbox = self._mailbox()
        mail = EmailMessage(policy=SMTP)
        mail["From"] = str(Address(sender.partition("@")[0].title(), addr_spec=sender))
        mail["To"] = BOXES[mailbox].address
        mail["Subject"] = subject
        mail["Date"] = format_datetime(self._began + timedelta(minutes=number))
        own = f"{number}.{rng.getrandbits(48):x}@customer.example"
        mail["Message-ID"] = f"<{own}>"
        for name, value in headers.items():
            mail[name] = value
        mail.set_content(f"{text}\r\n\r\nThe number of this mail is {number}.\r\n")
        if rng.random() < 0.1:
            mail.add_attachment(rng.randbytes(rng.choice((2_000, 30_000, 300_000))), "image", "jpeg", filename="p.jpg")
            mail.set_boundary(f"part-of-{number}")  # else it is drawn without the seed
        raw = self._ugly(mail.as_bytes()) if rng.random() < UGLY_SHARE else mail.as_bytes()
        letter = Letter(number, number if conversation is None else conversation, mailbox, sender, own, raw)
        if rng.random() < AGAIN_SHARE:
            letter.copies.append((self._mailbox(), True))
        if rng.random() < BOTH_SHARE:
            letter.copies.append(((mailbox + rng.randrange(1, len(BOXES))) % len(BOXES), False))
        return letter

    def _mailbox(self) -> int:
        return self._rng.choices(range(len(BOXES)), SHARES)[0]

    def _ugly(self, raw: bytes) -> bytes:
        """Return a mail that breaks rules and is a message all the same."""
        match self._rng.randrange(3):
            case 0:
                return raw.replace(b'charset="utf-8"', b'charset="x-nobody-knows"')
            case 1:
                return raw.replace(b"Date: ", b"Date: the day after ", 1)
            case _:
                return raw.replace(b"\r\n\r\n", b"\r\nX-Odd: \xfc\xff\xe4\r\n\r\n", 1)

    def _broken(self) -> Letter:
        """Return something of which no message can be made."""
        number = self._next()
        noise = bytes(self._rng.randrange(128, 256) for _ in range(400))
        multipart = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        raw = self._rng.choice(
            (
                b"Subject: From nobody %d\r\nMessage-ID: <nobody.%d@customer.example>\r\n\r\nGuess.\r\n"
                % (number, number),
                b"\r\n" * (number + 1),
                b"%d %b\r\n" % (number, noise),
                b"From: <>\r\nSubject: Broken off %d\r\n%b" % (number, multipart),
            )
        )
        return Letter(number, number, self._mailbox(), "", "", raw, piled=True)

    def _next(self) -> int:
        self._written += 1
        return self._written


def bursts(groups: list[list[Letter]], rng: random.Random) -> Iterator[list[Letter]]:
    """Yield the mails a few to many at once; what belongs to one moment stays together."""
    left = list(groups)
    while left:
        size = rng.choice((1, 2, 5, 10, 20, 40))
        for together in batched(left[:size], size):
            yield [letter for group in together for letter in group]
        left = left[size:]
