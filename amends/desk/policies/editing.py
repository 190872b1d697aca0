"""Policies are written and revised by people: what an editor keeps becomes the next version."""

import re
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.policy import read
from amends.craft.refusal import AlreadyDone, Malformed, SomethingNew
from amends.craft.text import normalise
from amends.desk.policies.models import Policy
from amends.desk.policies.playbook import Written, publish

if TYPE_CHECKING:
    from datetime import date, datetime

    from amends.desk.people.models import Agent

NEW_FILE = "policy.md"
_FENCE = "+++"
_BEGINS = re.compile(r"\s*effective_from\s*=")


@transaction.atomic
def write_new(document: str, agent: "Agent", *, now: "datetime", remark: str = "") -> Written:
    """Keep the first version of a policy that isn't there yet.

    Raises Flawed with all that is wrong, AlreadyDone (code "policy_there") where the desk has a policy of that name.
    """
    slug = read(document, file=NEW_FILE).policy
    if Policy.objects.filter(slug=slug).exists():
        raise AlreadyDone("policy_there", policy=slug)
    return publish(document, agent, now=now, remark=remark, file=f"{slug}.md")


@transaction.atomic
def revise(policy: Policy, document: str, agent: "Agent", *, now: "datetime", seen: int, remark: str = "") -> Written:
    """Keep the next version of a policy, written by somebody who had version `seen` before them.

    Raises SomethingNew (code "policy_changed") where a newer one was kept meanwhile, Malformed ("policy_renamed") for
    the document of another policy, Flawed with all that is wrong.
    """
    policy = Policy.objects.select_for_update().get(pk=policy.pk)
    file = f"{policy.slug}.md"
    newest = policy.versions.order_by("-number").values_list("number", flat=True).first() or 0
    if newest != seen:
        raise SomethingNew("policy_changed", number=newest)
    if read(document, file=file).policy != policy.slug:
        raise Malformed("policy_renamed", policy=policy.slug)
    return publish(document, agent, now=now, remark=remark, file=file)


def dated(document: str, begins: "date") -> str:
    """Return a document with another first day, every line where it was; one that names none stays as it is."""
    lines = normalise(document).split("\n")
    for number, line in enumerate(lines):
        if _BEGINS.match(line):
            lines[number] = f"effective_from = {begins}"
        if number and line.rstrip() == _FENCE:
            break
    return "\n".join(lines)
