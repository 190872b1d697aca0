"""Asks the model, keeps what it says, and lets go of it again; nothing of it is ever sent by itself."""

import logging
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from amends.craft.masking import mask_all
from amends.craft.refusal import AlreadyDone, Malformed, Missing, NotAllowed, Refused
from amends.desk.cases.models import Case, Message
from amends.desk.drafting.models import LONGEST, SHORTEST, Endpoint, Suggestion
from amends.desk.drafting.rules import Question, Turn, question_of, texts_told, tidied
from amends.desk.people.models import Agent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from amends.craft.masking import Masked
    from amends.desk.drafting.rules import Kind

log = logging.getLogger(__name__)
State = Suggestion.State

TURNS = 12
"""The newest messages of a case that are told."""
KEPT = timedelta(days=14)
_SPARE = timedelta(seconds=30)


class Unanswered(Exception):  # noqa: N818 - it is the server's answer
    """The model gave no answer; the message says why, in words for who asked."""


class LanguageModel(Protocol):
    """Answers questions, elsewhere."""

    def answer(self, endpoint: Endpoint, question: Question) -> str:
        """Return what the model says within the endpoint's patience; raises Unanswered."""


def connect(agent: Agent, *, url: str, model: str, key: str | None, patience: int, is_on: bool) -> Endpoint:
    """Set where the model is reached; without a `key` the one that is kept stays.

    Raises NotAllowed to all but leads, Malformed for an address or a time that can't be, Missing where it is switched
    on without an address or a name.
    """
    if not agent.is_lead:
        raise NotAllowed("leads_only")
    url, model = url.strip(), model.strip()
    if is_on and not (url and model):
        raise Missing("model_address" if not url else "model_name")
    if url and not _is_address(url):
        raise Malformed("model_address")
    if not SHORTEST <= patience <= LONGEST:
        raise Malformed("model_patience", least=SHORTEST, most=LONGEST)
    endpoint = Endpoint.current()
    endpoint.url, endpoint.model, endpoint.patience, endpoint.is_on = url[:500], model[:120], patience, is_on
    if key is not None:
        endpoint.key = key.strip()
    endpoint.save()
    return endpoint


def _is_address(url: str) -> bool:
    """Whether a model can be reached there, and nobody on the way reads along: plain http only stays near."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        known = parts.scheme == "https" or (parts.scheme == "http" and _is_near(host))
        return known and bool(host) and (parts.port or 1) > 0 and not parts.username
    except ValueError:
        return False


def _is_near(host: str) -> bool:
    """Whether a host is this machine or one beside it: a private address, or a name without a dot."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


def ask(case: Case, agent: Agent, kind: "Kind", text: str, *, now: "datetime") -> Suggestion:
    """Put a question about a case in the queue; a worker asks it, and nobody waits in the request.

    Raises NotAllowed where no model is switched on, Missing for a rewording of nothing, AlreadyDone while the last
    question of this agent in this case still waits.
    """
    if not Endpoint.current().is_on:
        raise NotAllowed("model_off")
    if kind == "wording" and not text.strip():
        raise Missing("text")
    try:
        with transaction.atomic():
            return Suggestion.objects.create(case=case, agent=agent, kind=kind, of_text=text, asked_at=now)
    except IntegrityError as error:
        raise AlreadyDone("model_asked") from error


def try_out(agent: Agent, *, now: "datetime") -> Suggestion:
    """Ask the model something without a case, to see whether it answers; raises NotAllowed to all but leads."""
    if not agent.is_lead:
        raise NotAllowed("leads_only")
    return Suggestion.objects.create(agent=agent, kind=Suggestion.Kind.TRIAL, asked_at=now)


def answer_due(model: LanguageModel, *, worker: str, limit: int = 4) -> int:
    """Ask what waits, one after the other; return how many answers came. What fails says why and is asked once."""
    return sum(_answer(pk, model, worker) for pk in list(Suggestion.objects.due().values_list("pk", flat=True)[:limit]))


def _answer(pk: int, model: LanguageModel, worker: str) -> bool:
    endpoint = Endpoint.current()
    lease = timedelta(seconds=endpoint.patience) + _SPARE
    if not Suggestion.objects.due().filter(pk=pk).update(lease_until=Now() + lease, worker=worker):
        return False
    suggestion = Suggestion.objects.select_related("case__customer", "agent").get(pk=pk)
    mine = Suggestion.objects.filter(pk=pk, worker=worker, state=State.WAITING)
    try:
        masked = _masked(suggestion)
        question = question_of(_kind(suggestion), masked.texts)
        mine.update(told=question.text, model=endpoint.model)
        words = masked.fill(tidied(model.answer(_switched_on(endpoint, suggestion), question)))
    except (Unanswered, Refused) as refusal:
        mine.update(state=State.FAILED, why=_why(refusal)[:300])
        return False
    except Exception:
        log.exception("suggestion %s could not be asked for", pk)
        mine.update(state=State.FAILED, why="It went wrong here; the log of the worker says how.")
        return False
    return bool(mine.update(state=State.READY, words=words))


def _switched_on(endpoint: Endpoint, suggestion: Suggestion) -> Endpoint:
    """A question that waited while the model was switched off is not asked any more."""
    if not endpoint.is_on and suggestion.kind != Suggestion.Kind.TRIAL:
        message = "The model was switched off before it was asked."
        raise Unanswered(message)
    return endpoint


def _why(refusal: Exception) -> str:
    return str(refusal) if isinstance(refusal, Unanswered) else "The model said nothing that could be used."


def _kind(suggestion: Suggestion) -> "Kind":
    match suggestion.kind:
        case "wording":
            return "wording"
        case "summary":
            return "summary"
        case _:
            return "trial"


def _masked(suggestion: Suggestion) -> "Masked":
    """Return what is told, without the names of the customer, of who took part and of colleagues."""
    case = suggestion.case
    if case is None:
        return mask_all(())
    theirs = (
        Message.objects.of(case).filter(verified=True).select_related("address").order_by("-said_at", "-pk")[:TURNS]
    )
    messages = list(reversed(theirs))
    turns = [Turn("customer" if row.direction == "in" else "us", row.shown) for row in messages]
    names = _names(case, messages)
    return mask_all(texts_told(_kind(suggestion), turns, suggestion.of_text), names=names)


def _names(case: Case, messages: "Iterable[Message]") -> set[str]:
    ours = {name for agent in Agent.objects.all() for name in (agent.name, agent.public_name)}
    theirs = {case.customer.name, *(row.sender_name for row in messages)}
    return {name.strip() for name in (*ours, *theirs) if name.strip()}


def forget(*, now: "datetime") -> int:
    """Delete what was suggested weeks ago: what was used stands in the reply."""
    return Suggestion.objects.filter(asked_at__lt=now - KEPT).delete()[0]
