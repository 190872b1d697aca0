"""Puts the pages of the sample desk together."""

from typing import TYPE_CHECKING

from django.urls import reverse

from amends.desk.cases.customers import customers_visible_to
from amends.desk.cases.models import Message
from amends.desk.people.models import Agent
from amends.doors.demo.mails import answering_subject
from amends.doors.demo.pages import Choice, Colleague, OutboxPage, PeoplePage, SentMail, WritePage
from amends.doors.shell.moments import moment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from amends.doors.shell.viewer import Viewer

ON_OUTBOX, TO_ANSWER, SENDERS = 50, 30, 60
LONGEST_ID = 18


def sent_mail(viewer: "Viewer", pk: str) -> Message | None:
    """Return the mail of ours with this id that a customer got, if it is one."""
    return _sent(viewer).filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < LONGEST_ID else None


def write_page(viewer: "Viewer", *, answers: str) -> WritePage:
    """Return the form, filled for an answer where one of ours is to be answered."""
    parent = sent_mail(viewer, answers)
    offered = list(_sent(viewer)[:TO_ANSWER])
    if parent is not None and parent not in offered:
        offered.append(parent)
    return WritePage(
        senders=tuple(Choice(value, value) for value in _senders(viewer)),
        answers=tuple(
            Choice(str(mail.pk), f"{mail.subject}, to {', '.join(mail.to)}", chosen=mail == parent) for mail in offered
        ),
        sender=_recipient(parent) if parent else "",
        subject=answering_subject(parent.subject) if parent else "",
    )


def outbox_page(viewer: "Viewer") -> OutboxPage:
    """Return the mails that were delivered, newest first."""
    return OutboxPage(
        tuple(
            SentMail(
                subject=mail.subject,
                to=", ".join([*mail.to, *mail.cc]),
                at=moment(mail.said_at, now=viewer.now, zone=viewer.zone),
                text=mail.text,
                answer_url=f"{reverse('demo:write')}?answers={mail.pk}",
            )
            for mail in _sent(viewer)[:ON_OUTBOX]
        )
    )


def people_page(current: Agent | None, *, then: str) -> PeoplePage:
    """Return everybody the visitor may be."""
    people = Agent.objects.filter(is_active=True).order_by("is_lead", "pk")
    return PeoplePage(
        tuple(
            Colleague(
                id=agent.pk,
                name=agent.public_name,
                initials=agent.initials,
                words="leads the desk and sees the office" if agent.is_lead else "answers customers",
                current=agent == current,
            )
            for agent in people
        ),
        next=then,
    )


def _sent(viewer: "Viewer") -> "QuerySet[Message]":
    sent = Message.objects.visible_to(viewer.agent).filter(direction="out", dispatch__state="delivered")
    return sent.select_related("agent", "mailbox", "address__customer").order_by("-said_at", "-pk")


def _senders(viewer: "Viewer") -> list[str]:
    known = customers_visible_to(viewer.agent).filter(addresses__kind="email").order_by("-since", "-pk")
    return [
        f"{name} <{value}>" if name else value
        for name, value in known.values_list("name", "addresses__value")[:SENDERS]
    ]


def _recipient(mail: Message) -> str:
    name = mail.address.customer.name if mail.address else ""
    return f"{name} <{mail.to[0]}>" if name and mail.to else "".join(mail.to[:1])
