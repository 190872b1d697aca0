"""Rules of the house: words never to say, names spelt right, the tone; tried before anybody meets them."""

from typing import TYPE_CHECKING, Final

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from amends.craft.refusal import Refused
from amends.desk.advice.house import document_of, house
from amends.desk.advice.keeping import card_of, changes_of, check, end, keep, rules_of_the_house
from amends.desk.advice.tallies import tallies
from amends.desk.advice.trying import LONGEST_TRIED, found_in, how_often
from amends.doors.office.access import lead_only
from amends.doors.office.advice_pages import HouseGroup, HousePage, HouseRow, HouseRulePage, KindTab, Starter
from amends.doors.office.advice_showing import LEVELS, changes_in_words, often_of, trial_of
from amends.doors.office.answering import done, kept, show
from amends.doors.office.house_forms import FORMS, KINDS, STARTERS, TITLES
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from amends.craft.coach import Rule
    from amends.desk.advice.models import HouseRule
    from amends.doors.office.house_forms import HouseForm

URL: Final = "/office/house/"
METHODS: Final = ["GET", "HEAD", "POST"]
CHANGES: Final = 30


@require_http_methods(METHODS)
@lead_only
def all_rules(request: "HttpRequest") -> "HttpResponse":
    """Show all of them; POST tries them on a text."""
    text = request.POST.get("text", "")[:LONGEST_TRIED]
    page = HousePage(
        groups=_groups(),
        starters=tuple(Starter(words, f"{URL}new/?{query}") for words, query in STARTERS),
        trial=trial_of(text, found_in(text, house())) if text.strip() else None,
    )
    return show(request, "house.html", page)


@require_http_methods(METHODS)
@lead_only
def new_rule(request: "HttpRequest") -> "HttpResponse":
    """Write one."""
    kind = request.POST.get("kind", request.GET.get("kind", "never"))
    form_of = FORMS.get(kind, FORMS["never"])
    return _edit(request, form_of(request.POST or None, initial=request.GET.dict()))


@require_http_methods(METHODS)
@lead_only
def rule(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show or change one."""
    row = get_object_or_404(rules_of_the_house(), pk=pk)
    card = card_of(row)
    kind = request.POST.get("kind", row.kind)
    begun = {
        "words": "\n".join(card.words),
        "instead": card.instead,
        "why": card.why,
        "severity": card.severity,
        "document": card.document,
    }
    return _edit(request, FORMS.get(kind, FORMS["never"])(request.POST or None, initial=begun), row)


@require_POST
@lead_only
def removal(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Take one away."""
    row, viewer = get_object_or_404(rules_of_the_house(), pk=pk), viewer_of(request)
    end(row, viewer.agent, now=viewer.now)
    return done(request, URL, "The rule is taken away; nobody meets it any more.")


def _edit(request: "HttpRequest", form: "HouseForm", row: "HouseRule | None" = None) -> "HttpResponse":
    """Keep a rule, or show it: tried on a text and on the newest replies, or written in full."""
    viewer, then = viewer_of(request), request.POST.get("then", "")
    if then == "keep" and kept(form, lambda: keep(form.card, viewer.agent, now=viewer.now, row=row)):
        return done(request, URL, "The rule is kept; the coach follows it from now on.")
    rules = _rules_of(form, row)
    if then == "full" and form.is_valid():
        form = FORMS["written"](initial={"document": document_of(form.card, row.slug if row else "own")})
    return show(request, "house_rule.html", _page(request, form, rules, row), status=422 if form.errors else 200)


def _rules_of(form: "HouseForm", row: "HouseRule | None") -> "tuple[Rule, ...]":
    """Return the rules of a form as it was filled in, else of the row; none where they can't be used."""
    if not form.is_bound and row is None:
        return ()
    if form.is_bound and not form.is_valid():
        return ()
    card = form.card if form.is_bound else card_of(row) if row is not None else None
    assert card is not None
    try:
        return check(card, slug=row.slug if row else "").rules
    except Refused as refusal:
        if form.is_bound and not form.non_field_errors():
            form.add_error(None, words_for(refusal))
        return ()


def _page(
    request: "HttpRequest", form: "HouseForm", rules: "tuple[Rule, ...]", row: "HouseRule | None"
) -> HouseRulePage:
    viewer, tried = viewer_of(request), request.POST.get("tried", "")[:LONGEST_TRIED]
    return HouseRulePage(
        title="Rule of the house" if row else "New rule of the house",
        kind=form.kind,
        kinds=_kinds(form.kind) if row is None else (),
        group=group_of(form, TITLES[form.kind], form.shown, errors=faults_of(form)),
        tried=tried,
        can_be_full=form.kind != "written",
        trial=trial_of(tried, found_in(tried, rules)) if tried.strip() and rules else None,
        often=often_of(how_often(rules, viewer.agent)) if rules else None,
        removal_url=f"{URL}{row.pk}/removal/" if row else "",
        changes=changes_in_words(changes_of(row.rule)[:CHANGES], viewer) if row else (),
    )


def _kinds(current: str) -> tuple[KindTab, ...]:
    return tuple(KindTab(name, f"{URL}new/?kind={kind}", kind == current) for kind, name in KINDS.items())


def _groups() -> tuple[HouseGroup, ...]:
    counted = tallies()
    rows = list(rules_of_the_house())
    found: dict[str, list[HouseRow]] = {}
    for row in rows:
        own = (tally.shown for rule, tally in counted.items() if f"{rule}.".startswith(f"{row.rule}."))
        found.setdefault(row.kind, []).append(_row(row, sum(own)))
    return tuple(HouseGroup(title, tuple(found[kind])) for kind, title in TITLES.items() if kind in found)


def _row(row: "HouseRule", shown: int) -> HouseRow:
    words = ", ".join(f"“{line}”" for line in row.words.splitlines())
    if row.kind == "length":
        words = f"{row.words} words at most"
    return HouseRow(
        url=f"{URL}{row.pk}/",
        words=words or row.rule,
        instead=row.instead,
        why=row.why,
        loudness=LEVELS["hint" if row.severity == "hint" else "warning"][0],
        found=shown,
    )
