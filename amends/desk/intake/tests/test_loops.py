"""Two machines that answer each other are noticed, however they hide; people are not taken for machines."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import parse
from amends.desk.cases.models import Case, Event, Message
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import deliver_due, leave_due, put_on_the_way
from amends.desk.delivery.letters import Letter
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.machines.loops import LOOP, MOST, SAME, Said, is_a_machine, stem
from amends.desk.intake.models import Arrival
from amends.desk.owed.models import Obligation
from amends.desk.policies.models import DeskSettings
from amends.desk.replies.actions import outgoing
from amends.desk.replies.receipts import RECEIPTS_A_DAY, RECEIPTS_AN_HOUR, organisation, person, send_receipt

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DESK = "desk@example.org"
SECOND = timedelta(seconds=1)


@pytest.fixture
def mailbox(db: None) -> Mailbox:
    DeskSettings.objects.update_or_create(pk=1, defaults={"name": "Lumen & Co", "sends_receipts": True})
    return Mailbox.objects.create(name="Desk", address=DESK, connected_at=NOON - timedelta(days=1))


def mail(number: int, *, sender: str = "ada@shop.example", text: str = "", subject: str = "") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, DESK, subject or f"Ticket {number}"
    made["Message-ID"], made["Date"] = f"<{number}@shop.example>", format_datetime(NOON)
    made.set_content(text or f"We have received your request #{number}. Somebody will answer soon.")
    return made.as_bytes()


def take(raw: bytes, mailbox: Mailbox, at: datetime):
    """Take a mail in, and do at once what follows of it."""
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    received = receive(raw, Source(arrived_at=at, mailbox=mailbox), now=at)
    for event in Event.objects.filter(kind="case.opened", pk__gt=last):
        send_receipt(Message.objects.select_related("address__customer").get(pk=event.data["message"]), now=at)
    return received


class Wire:
    """Brings what the desk says to the other side, whose answers come in `seconds` later."""

    def __init__(self, mailbox: Mailbox, answer: Callable[[Letter, int], bytes | None], *, seconds: int) -> None:
        self._mailbox, self._answer, self._seconds = mailbox, answer, seconds
        self._numbers: Iterator[int] = itertools.count(1)
        self._waiting: list[bytes] = []
        self.letters = 0

    def send(self, letter: Letter) -> None:
        self.letters += 1
        raw = self._answer(letter, next(self._numbers))
        if raw is not None:
            self._waiting.append(raw)

    def play(self, first: bytes, *, rounds: int) -> None:
        """Let a mail in and everything that follows, for so many rounds."""
        now, self._waiting = NOON, [first]
        for _ in range(rounds):
            raws, self._waiting = self._waiting, []
            for raw in raws:
                take(raw, self._mailbox, now)
            leave_due(now=now)
            deliver_due(self, worker="one", limit=100)
            now += self._seconds * SECOND


def without_a_trace(sender: Callable[[int], str]) -> Callable[[Letter, int], bytes]:
    """A ticket system that answers everything with a receipt that says nothing of itself and of what it answers."""
    return lambda letter, number: mail(number, sender=sender(number))


@pytest.mark.parametrize("seconds", [3, 200])
def test_an_auto_responder_without_headers_gets_three_receipts_a_day_at_most(mailbox, seconds):
    wire = Wire(mailbox, without_a_trace(lambda number: "robot@shop.example"), seconds=seconds)

    wire.play(mail(0, sender="robot@shop.example"), rounds=1000)

    days = 1 + 1000 * seconds // 86_400
    assert 1 <= wire.letters <= RECEIPTS_A_DAY * days


def test_one_that_changes_what_stands_behind_the_plus_is_the_same_person(mailbox):
    wire = Wire(mailbox, without_a_trace(lambda number: f"robot+{number}@gmail.com"), seconds=3)

    wire.play(mail(0, sender="robot@gmail.com"), rounds=1000)

    assert wire.letters <= RECEIPTS_A_DAY


def test_one_that_makes_up_an_address_for_every_mail_is_held_to_its_domain(mailbox):
    wire = Wire(mailbox, without_a_trace(lambda number: f"ticket-{number}@m{number % 7}.shop.example"), seconds=3)

    wire.play(mail(0, sender="ticket@shop.example"), rounds=1000)

    assert wire.letters <= RECEIPTS_AN_HOUR


def test_an_auto_responder_that_answers_in_the_thread_gets_one_receipt(mailbox):
    def answer(letter: Letter, number: int) -> bytes:
        ours = parse(letter.raw)
        made = EmailMessage()
        made["From"], made["To"], made["Subject"] = "robot@shop.example", DESK, ours.subject
        made["Message-ID"], made["In-Reply-To"] = f"<{number}@shop.example>", f"<{ours.message_id}>"
        made.set_content("Thank you, we will answer soon.")
        return made.as_bytes()

    wire = Wire(mailbox, answer, seconds=3)

    wire.play(mail(0, sender="robot@shop.example"), rounds=1000)

    assert wire.letters == 1


def test_two_of_these_desks_send_each_other_one_receipt(mailbox):
    """The other desk gets our receipt, knows it for automatic, and answers nothing: as this one does."""
    wire = Wire(mailbox, lambda letter, number: None if parse(letter.raw).automatic else mail(number), seconds=3)

    wire.play(mail(0, sender="desk@other.example"), rounds=1000)

    assert wire.letters == 1


def test_a_receipt_of_another_desk_opens_no_case_and_gets_none(mailbox):
    raw = mail(1).replace(b"Subject:", b"Auto-Submitted: auto-replied\nSubject:")

    assert take(raw, mailbox, NOON).pile == Arrival.Reason.AUTOMATIC
    assert not Message.objects.filter(kind="receipt").exists()


SAME_WORDS = "The monitor of pump 7 reports an error."


def test_what_a_machine_says_too_often_is_kept_and_owes_nothing(mailbox):
    for number in range(SAME + 5):
        take(mail(number, text=SAME_WORDS, subject="Alarm"), mailbox, NOON + number * SECOND)

    kept, piled = Arrival.objects.count(), Arrival.objects.on_pile()
    assert kept == SAME + 5
    assert {arrival.pile_reason for arrival in piled} == {Arrival.Reason.LOOP}
    assert all(LOOP in arrival.problems for arrival in piled)
    assert Message.objects.filter(direction="in").count() + piled.count() == kept
    assert piled.count() == 5


def test_in_a_case_it_stands_quietly_with_a_mark(mailbox):
    take(mail(0), mailbox, NOON)
    case = Case.objects.get()
    for number in range(1, MOST + 4):
        at = NOON + number * 60 * SECOND
        ours = outgoing(case, kind="reply", text="We look after it.", to=["ada@shop.example"], now=at)
        ours.address = case.messages.filter(direction="in").earliest("said_at").address
        ours.save()
        put_on_the_way(ours, leaves_at=at)
        leave_due(now=at)
        raw = mail(number, subject="Re: Ticket 0").replace(b"Subject:", b"In-Reply-To: <0@shop.example>\nSubject:")
        take(raw, mailbox, at + 40 * SECOND)

    marked = [message for message in case.messages.all() if LOOP in message.problems]
    assert len(marked) == 3
    assert {message.kind for message in marked} == {Message.Kind.AUTO}
    assert Obligation.objects.filter(kind="answer").count() <= MOST + 1


def test_an_hour_later_the_sender_is_heard_again(mailbox):
    for number in range(SAME + 2):
        take(mail(number, text=SAME_WORDS, subject="Alarm"), mailbox, NOON + number * SECOND)

    assert take(mail(99, text=SAME_WORDS, subject="Alarm"), mailbox, NOON + timedelta(minutes=61)).opened


def test_a_form_on_a_web_site_may_send_as_many_mails_as_it_likes(mailbox):
    for number in range(3 * SAME):
        assert take(mail(number, sender="form@shop.example"), mailbox, NOON + number * SECOND).pile == ""

    assert not Message.objects.filter(kind=Message.Kind.AUTO).exists()


def test_somebody_who_writes_much_but_never_the_same_is_a_person(mailbox):
    words = "lamp broken again why angry please answer kettle blue invoice wrong refund never call back today".split()
    for number in range(MOST + 5):
        text = " ".join(words[number:] + words[:number])
        assert take(mail(number, text=text), mailbox, NOON + number * 60 * SECOND).pile == ""

    assert not Message.objects.filter(kind=Message.Kind.AUTO).exists()


FORM = """A new message from the contact form of shop.example
-------------------------------------------------------
Whoever fills in this form has read our notice on privacy, and knows that we keep what is written here for as long as
the matter lasts. Please do not change anything below this line, it is read by other programs as well. The message was
written on a page of the shop, and the sender was logged in. It may hold errors, and nobody here has looked at it yet.
Ask the sender before you act upon it, and never send a password. The rules for answers hang beside the printer, and
the person to ask about them sits on the second floor. Thank you for looking after our customers as well as you do.

Name: {who}
Order: {order}

{words}
"""
WHAT = ("The {0} is broken.", "Where is my {0}?", "I want my money back for the {0}.", "Your {0} smells of smoke.")
THINGS = ("lamp", "kettle", "chair", "sofa", "clock", "fan", "mixer", "toaster", "shelf", "mirror")
PEOPLE = ("Ada", "Bert", "Clara", "Dora", "Emil", "Frida", "Gus")


@pytest.mark.parametrize("seconds", [0, 1, 110])
@pytest.mark.parametrize("sender", ["no-reply@shop.example", "form@shop.example"])
def test_different_complaints_from_one_form_are_never_quieted(mailbox, sender, seconds):
    forms = [
        FORM.format(who=PEOPLE[place % 7], order=1000 + place, words=what.format(thing))
        for place, (what, thing) in enumerate(itertools.product(WHAT, THINGS))
    ]
    for number, text in enumerate(forms):
        at = NOON + number * seconds * SECOND
        assert take(mail(number, sender=sender, text=text, subject="Contact form"), mailbox, at).pile == ""
        leave_due(now=at)

    assert not [message for message in Message.objects.filter(direction="in") if LOOP in message.problems]


def test_an_angry_customer_who_writes_twelve_times_right_after_our_receipts_is_heard_every_time(mailbox):
    for number in range(12):
        at = NOON + number * 280 * SECOND
        take(mail(number, text=f"Where is my {THINGS[number % 10]}? Answer me! {'!' * number}"), mailbox, at)
        leave_due(now=at)
        take(mail(100 + number, text="ANSWER ME! " * (number + 1)), mailbox, at + 20 * SECOND)

    assert Message.objects.filter(direction="out", kind="receipt").exists()
    assert Message.objects.filter(direction="in", kind=Message.Kind.MESSAGE).count() == 24


@pytest.mark.parametrize("sender", ["no-reply@shop.example", "mailer-daemon@x.example", "shop-noreply@x.example", DESK])
def test_where_nobody_reads_no_receipt_goes(mailbox, sender):
    take(mail(1, sender=sender, subject="Order"), mailbox, NOON)

    assert not Message.objects.filter(kind="receipt").exists()


def test_a_mail_of_ours_to_another_mailbox_of_ours_is_no_mail_of_a_customer(mailbox):
    other = Mailbox.objects.create(name="Help", address="help@example.org", connected_at=NOON - timedelta(days=1))
    take(mail(1, sender="ada@example.com", text="Where is my lamp?"), mailbox, NOON)
    letters: list[bytes] = []

    def no_answer(letter: Letter, number: int) -> None:
        letters.append(letter.raw)

    leave_due(now=NOON)
    deliver_due(Wire(mailbox, no_answer, seconds=1), worker="one")

    received = take(letters[0], other, NOON + SECOND)

    assert (received.duplicate, received.pile, received.case) == (True, "", Case.objects.get().number)
    assert Message.objects.filter(direction="in").count() == 1


def test_two_mailboxes_of_ours_that_answer_each_other_open_nothing(mailbox):
    Mailbox.objects.create(name="Help", address="help@example.org", connected_at=NOON - timedelta(days=1))
    wire = Wire(mailbox, without_a_trace(lambda number: "help@example.org"), seconds=3)

    wire.play(mail(0, sender="help@example.org"), rounds=1000)

    assert wire.letters == 0
    assert {arrival.pile_reason for arrival in Arrival.objects.all()} == {Arrival.Reason.OURSELVES}
    assert not Case.objects.exists()


TEXTS = st.text(alphabet="ab 12#\n", max_size=40)
SAYINGS = st.lists(st.tuples(st.integers(0, 3599), TEXTS), max_size=SAME + 20)
SECONDS = st.lists(st.integers(0, 3600), max_size=20)


@given(SAYINGS, TEXTS, SECONDS)
def test_a_mail_unlike_all_others_that_took_its_time_is_never_a_machines(before, text, ours):
    said = [Said(NOON - age * SECOND, words) for age, words in before]
    ours_at = [NOON - timedelta(seconds=31 + age) for age in ours]

    assert not is_a_machine(Said(NOON, "xyz " + text), said, ours_at)


@given(SAYINGS, st.integers(0, 10**6))
def test_where_we_say_nothing_only_the_very_same_words_are_a_machines(before, number):
    said = [Said(NOON - age * SECOND, f"{words} {place}") for place, (age, words) in enumerate(before)]

    assert not is_a_machine(Said(NOON, f"unlike {number}"), said, [])


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_two_mails_of_one_template_say_the_same(one, other):
    template = "We have received your request #{0} (ref A{0}-X). Somebody will answer soon."

    assert stem(template.format(one)) == stem(template.format(other))


@pytest.mark.parametrize(
    ("value", "who", "domain"),
    [
        ("Ada+1@Mail.Example.com", "ada@mail.example.com", "example.com"),
        ("a@x.shop.co.uk", "a@x.shop.co.uk", "shop.co.uk"),
        ("a@example.de", "a@example.de", "example.de"),
        ("a@localhost", "a@localhost", ".localhost"),
    ],
)
def test_who_and_which_house_stand_behind_an_address(value, who, domain):
    assert (person(value), organisation(value)) == (who, domain)
