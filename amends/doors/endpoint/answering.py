"""Brings what agents asked to the model and what it says back, apart from everything else that a worker does."""

import os
import secrets
import socket
from datetime import datetime

from django.conf import settings

from amends.desk.drafting.actions import Unanswered, answer_due
from amends.desk.drafting.models import Endpoint
from amends.desk.drafting.rules import Question
from amends.doors.endpoint.asking import ChatCompletions

WORKER = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


class NobodyOutside:
    """The sample desk asks nobody: nothing of it leaves the machine."""

    def answer(self, endpoint: Endpoint, question: Question) -> str:
        """Say so."""
        message = f"The sample desk asks no model; {len(question.text)} letters would have gone to {endpoint.url}."
        raise Unanswered(message)


def answer(*, now: datetime) -> int:  # the queue runs by the database's clock
    """Ask what waits; return how many answers came."""
    del now
    return answer_due(NobodyOutside() if settings.DEMO else ChatCompletions(), worker=WORKER)
