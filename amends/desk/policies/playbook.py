"""Policies are published in versions, taken in from files all or none, and retired; authority is granted in rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.text import slugify

from amends.craft.policy import Flawed, Problem, read
from amends.craft.policy import Policy as Document
from amends.craft.refusal import AlreadyDone, Missing
from amends.craft.text import normalise
from amends.desk.policies.models import DeskSettings, Policy, Situation, Version

if TYPE_CHECKING:
    from amends.desk.people.models import Agent

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one document: a new version, or nothing new."""

    policy: str
    number: int
    is_new: bool
    file: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A policy as it is given out: file name and newest version."""

    file: str
    policy: str
    number: int
    document: str


@transaction.atomic
def publish(
    document: str, agent: "Agent | None", *, now: datetime, remark: str = "", file: str = "policy.md"
) -> Written:
    """Keep a document as the next version of its policy; the same words again change nothing.

    A version without a last day ends the day before the next one begins. Raises Flawed with everything that is
    wrong in the document, and for days that another version holds already (code "versions_overlap").
    """
    return _publish(read(document, file=file), document, agent, now=now, remark=remark, file=file)


@transaction.atomic
def take_in(
    documents: Mapping[str, str], agent: "Agent | None", *, now: datetime, remark: str = ""
) -> tuple[Written, ...]:
    """Publish many documents by file name, all of them or none.

    Raises Flawed with the problems of all files.
    """
    read_ones, problems = _read_all(documents)
    written: list[Written] = []
    for file, document in read_ones.items() if not problems else ():
        try:
            written.append(_publish(document, documents[file], agent, now=now, remark=remark, file=file))
        except Flawed as flawed:
            problems.extend(flawed.problems)
    if problems:
        raise Flawed(problems=problems)
    return tuple(written)


def problems_of(documents: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong with documents by themselves and among each other; nothing is kept."""
    return tuple(_read_all(documents)[1])


def given_out() -> tuple[Given, ...]:
    """Return the newest document of every policy that is not retired, by file name."""
    newest = (
        Version.objects.filter(policy__retired_at=None)
        .filter(
            number=Subquery(Version.objects.filter(policy=OuterRef("policy")).order_by("-number").values("number")[:1])
        )
        .select_related("policy")
    )
    found = [Given(f"{one.policy.slug}.md", one.policy.slug, one.number, one.document) for one in newest]
    return tuple(sorted(found, key=lambda one: one.file))


@lru_cache(maxsize=1)
def starters() -> Mapping[str, str]:
    """Return the packaged policies by file name; good enough to begin with, meant to be changed."""
    folder = files("amends.craft.policy") / "starters"
    return {entry.name: entry.read_text() for entry in folder.iterdir() if entry.name.endswith(".md")}


def absent_starters() -> Mapping[str, str]:
    """Return the packaged policies that the desk has none of its own for, by file name."""
    there = {f"{slug}.md" for slug in Policy.objects.values_list("slug", flat=True)}
    return {file: document for file, document in starters().items() if file not in there}


@transaction.atomic
def begin(agent: "Agent", *, now: datetime, remark: str = "") -> tuple[Written, ...]:
    """Take in the packaged policies; what the desk has already, retired or in its own words, stays as it is."""
    return take_in(absent_starters(), agent, now=now, remark=remark)


@transaction.atomic
def retire(policy: Policy, *, now: datetime) -> None:
    """Use a policy no longer; what was offered by it stays as it was."""
    if not Policy.objects.filter(pk=policy.pk, retired_at=None).update(retired_at=now):
        raise AlreadyDone("policy_retired")


@transaction.atomic
def name_situation(name: str) -> Situation:
    """Return the situation of that name, made where there is none yet; without a policy it is a gap (C2.1)."""
    slug = slugify(name)[:60]
    if not slug:
        raise Missing("name")
    return Situation.objects.get_or_create(slug=slug, defaults={"name": name.strip()[:120]})[0]


def in_force(*, now: datetime, situation: Situation | None = None) -> Sequence[Version]:
    """Return the versions that hold today in the desk's zone, of one situation where it is named."""
    found = Version.objects.in_force(today(now)).select_related("policy")
    if situation is not None:
        found = found.filter(policy__situations=situation)
    newest: dict[int, Version] = {}
    for version in found.order_by("policy__title", "-number"):
        newest.setdefault(version.policy_id, version)
    return tuple(newest.values())


def today(now: datetime) -> date:
    """Return the day that it is in the desk's zone."""
    return now.astimezone(ZoneInfo(DeskSettings.shared().zone)).date()


def _read_all(documents: Mapping[str, str]) -> tuple[dict[str, Document], list[Problem]]:
    """Read documents by file name; what is wrong with them and among them comes second."""
    read_ones: dict[str, Document] = {}
    problems: list[Problem] = []
    for file, text in sorted(documents.items()):
        try:
            read_ones[file] = read(text, file=file)
        except Flawed as flawed:
            problems.extend(flawed.problems)
    return read_ones, [*problems, *_doubled(read_ones)]


def _publish(document: Document, text: str, agent: "Agent | None", *, now: datetime, remark: str, file: str) -> Written:
    text = normalise(text).removeprefix("\ufeff")
    policy, _ = Policy.objects.get_or_create(slug=document.policy, defaults={"title": document.title})
    last = Version.objects.filter(policy=policy).order_by("-number").first()
    if last is not None and last.document == text and policy.retired_at is None:
        return Written(policy.slug, last.number, is_new=False, file=file)
    if last is not None and not _follows(document, last):
        raise Flawed(problems=[_overlap(document, last, text, file)])
    _end_before(last, document.effective_from)
    policy.title, policy.retired_at = document.title[:160], None
    policy.save(update_fields=["title", "retired_at"])
    number = last.number + 1 if last else 1
    Version.objects.create(
        policy=policy,
        number=number,
        document=text,
        effective_from=document.effective_from,
        ends_on=document.effective_until,
        made_by=agent,
        made_at=now,
        remark=remark.strip()[:300],
    )
    policy.situations.set([_situation(slug, document) for slug in document.situations])
    return Written(policy.slug, number, is_new=True, file=file)


def _follows(document: Document, last: Version) -> bool:
    """Whether a document begins with or after the last version, and after that one's own last day, if it has one."""
    own_end = last.parsed.effective_until
    same_start = document.effective_from == last.effective_from
    return document.effective_from >= last.effective_from and (
        own_end is None or same_start or document.effective_from > own_end
    )


def _end_before(last: Version | None, begins: date) -> None:
    """End the version before a new one begins; a correction from the same day on takes its place altogether."""
    if last is not None and (last.ends_on is None or last.ends_on >= begins):
        last.ends_on = begins - DAY
        last.save(update_fields=["ends_on"])


def _overlap(document: Document, last: Version, text: str, file: str) -> Problem:
    lines = text.splitlines()
    line = next((number for number, words in enumerate(lines, 1) if words.startswith("effective_from")), 1)
    holds = last.parsed.effective_until or last.effective_from
    data = (
        ("from", str(document.effective_from)),
        ("other", str(last.number)),
        ("instead", str(holds + DAY if last.parsed.effective_until else holds)),
    )
    return Problem(file, line, "versions_overlap", data)


def _doubled(documents: Mapping[str, Document]) -> list[Problem]:
    """Return a problem for each file that writes a policy which another file writes too."""
    first: dict[str, str] = {}
    problems = []
    for file, document in documents.items():
        other = first.setdefault(document.policy, file)
        if other != file:
            problems.append(Problem(file, 1, "policy_twice", (("policy", document.policy), ("instead", other))))
    return problems


def _situation(slug: str, document: Document) -> Situation:
    name = document.name_in(document.language) if len(document.situations) == 1 else slug.replace("-", " ").capitalize()
    return Situation.objects.get_or_create(slug=slug, defaults={"name": name[:120]})[0]
