"""Policies in the office: begun with those that come with amends, read, changed, compared, retired."""

from datetime import date, timedelta

import pytest
from django.test import Client

from amends.desk.policies.editing import dated
from amends.desk.policies.models import Policy, Version
from amends.desk.policies.playbook import publish, starters, take_in

URL = "/office/policies/"
DAMAGED = f"{URL}arrived-damaged/"
PAGES = [URL, DAMAGED, f"{DAMAGED}next/", f"{DAMAGED}changes/", f"{DAMAGED}?version=1", f"{URL}_new/"]


@pytest.fixture
def damaged(dana, now) -> Policy:
    """The policy for what arrived damaged, in force since January."""
    take_in({"arrived-damaged.md": starters()["arrived-damaged.md"]}, dana, now=now)
    return Policy.objects.get()


def _draft(policy: Policy, **changes) -> dict[str, object]:
    newest = policy.versions.all()[0]
    plain = {"document": newest.document, "effective_from": "2026-03-02", "remark": "", "seen": newest.number}
    return plain | {"then": "keep"} | changes


def _page(response) -> str:
    return str(response.content.decode())


def test_without_policies_the_page_teaches_and_begins_with_sixteen(office):
    page = _page(office.get(URL))
    response = office.post(URL)

    assert "Begin with the sixteen policies that come with amends" in page
    assert (response.status_code, Policy.objects.count(), Version.objects.count()) == (303, 16, 16)
    assert {version.remark for version in Version.objects.all()} == {"Came with amends"}
    assert "16 policies are in force" in _page(office.get(URL))


def test_beginning_again_leaves_policies_in_our_own_words_alone(office, damaged):
    text = damaged.versions.all()[0].document.replace("value = 60", "value = 90")
    office.post(f"{DAMAGED}next/", _draft(damaged, document=text, effective_from="2026-01-01"))
    assert "15 of the policies that come with amends" in _page(office.get(URL))
    office.post(URL)
    office.post(URL)

    assert Version.objects.count() == 17
    assert damaged.versions.all()[0].document == text
    assert "come with amends" not in _page(office.get(URL))


def test_a_policy_in_the_list_says_since_when_which_version_and_who(office, damaged):
    page = _page(office.get(URL))

    for words in ("Goods arrived damaged", "in force since 1 January 2026", "version 1", "Dana Moor"):
        assert words in page


def test_a_list_of_many_policies_costs_no_more_queries_than_of_one(
    office, damaged, django_assert_max_num_queries, dana, now
):
    with django_assert_max_num_queries(40) as asked:
        office.get(URL)
    of_one = len(asked)
    take_in(starters(), dana, now=now)
    with django_assert_max_num_queries(of_one):
        assert "Service outage" in _page(office.get(URL))


def test_a_policy_is_read_with_options_in_words_inside_text_and_copies(office, damaged):
    page = _page(office.get(DAMAGED))

    for words in (
        "20 % of the order value",
        "rounded up to half a unit",
        "<i>usually</i> 10 % to 30 %",
        "<i>at most</i> €150.00 / £130.00 / $160.00",
        "at most 60 days since delivery",
        "failed by us at least 2 times before",
        'href="#clause-take-it-back"',
        'id="clause-take-it-back"',
        "<strong>Ein neues Stück:</strong>",
        "decided by lead",
    ):
        assert words in page


def test_a_text_of_a_policy_can_bring_no_markup_of_its_own(office, damaged):
    marked = damaged.versions.all()[0].document.replace("# Inside\n", "# Inside\n\n<script>x()</script>\n")
    office.post(f"{DAMAGED}next/", _draft(damaged, document=marked))

    assert "<script>x()" not in _page(office.get(DAMAGED))


def test_the_next_version_holds_from_its_day_and_the_history_says_who_and_why(office, damaged):
    text = damaged.versions.all()[0].document.replace("value = 60", "value = 90")
    response = office.post(
        f"{DAMAGED}next/", _draft(damaged, document=text, effective_from="2026-04-01", remark="Ninety days")
    )
    newest, first = damaged.versions.all()

    assert (response.status_code, response["Location"]) == (303, DAMAGED)
    assert (newest.effective_from, newest.made_by.name, first.ends_on) == (
        date(2026, 4, 1),
        "Dana Moor",
        date(2026, 3, 31),
    )
    page = _page(office.get(DAMAGED))
    assert "Version 2 is kept." in page
    assert "Version 1, in force since 1 January 2026, until 31 March 2026" in page
    assert "Ninety days" in page
    assert "at most 90 days" in _page(office.get(f"{DAMAGED}?version=2"))


def test_the_same_words_again_keep_nothing(office, damaged):
    office.post(f"{DAMAGED}next/", _draft(damaged, effective_from="2026-01-01"))

    assert damaged.versions.count() == 1
    assert "Nothing is different" in _page(office.get(DAMAGED))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"refund"', '"refnd"', "There is no remedy “refnd”.</strong> Write refund instead."),
        ('["10.00 EUR", ', '["-10.00 EUR", ', "-10.00 EUR is less than nothing."),
        ('cap = ["150.00 EUR", ', "cap = [", "“cap” is in GBP, USD, but this option begins in EUR, GBP, USD."),
        ("[[option]]", "[[option", "This can&#x27;t be read"),
        ("# Inside", "# Outside", "The inside text is missing."),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_changes_nothing(office, damaged, old, new, words):
    text = damaged.versions.all()[0].document.replace(old, new, 1)
    response = office.post(f"{DAMAGED}next/", _draft(damaged, document=text))

    assert response.status_code == 422
    assert words in _page(response)
    assert 'class="label">Line ' in _page(response)
    assert "what is wrong, and where, is listed" in _page(response)
    assert damaged.versions.count() == 1


def test_versions_that_overlap_are_refused_with_words(office, damaged):
    response = office.post(f"{DAMAGED}next/", _draft(damaged, effective_from="2025-12-01"))

    assert response.status_code == 422
    assert "It would begin on 2025-12-01, on a day that version 1 holds already." in _page(response)
    assert "effective_from = 2026-01-01" in _page(response)
    assert damaged.versions.count() == 1


def test_a_version_that_somebody_kept_meanwhile_is_not_written_over(office, damaged, dana, now):
    draft = _draft(damaged, document=damaged.versions.all()[0].document.replace("value = 60", "value = 90"))
    publish(damaged.versions.all()[0].document.replace("value = 60", "value = 30"), dana, now=now)
    response = office.post(f"{DAMAGED}next/", draft)

    assert response.status_code == 422
    assert "Somebody kept version 2 while you wrote" in _page(response)
    assert "value = 90" in _page(response)
    assert damaged.versions.count() == 2


def test_the_text_of_another_policy_does_not_take_its_place(office, damaged):
    other = starters()["late-delivery.md"]
    response = office.post(f"{DAMAGED}next/", _draft(damaged, document=other))

    assert "This is the text of another policy" in _page(response)
    assert Policy.objects.count() == 1


def test_a_check_keeps_nothing(office, damaged):
    text = damaged.versions.all()[0].document.replace("value = 60", "value = 90")
    response = office.post(f"{DAMAGED}next/", _draft(damaged, document=text, then="check"))

    assert response.status_code == 200
    assert "at most 90 days" in _page(response)
    assert damaged.versions.count() == 1


@pytest.mark.parametrize("changes", [{"effective_from": "soon"}, {"document": ""}, {"remark": "x" * 301}])
def test_a_form_that_is_not_filled_in_is_shown_again_with_what_was_typed(office, damaged, changes):
    response = office.post(f"{DAMAGED}next/", _draft(damaged, **({"remark": "Ninety days"} | changes)))

    assert response.status_code == 422
    assert damaged.versions.count() == 1


def test_the_preview_reads_a_text_while_it_is_written(office, damaged):
    text = damaged.versions.all()[0].document
    good = _page(office.post(f"{URL}_preview/", _draft(damaged, document=text)))
    bad = _page(office.post(f"{URL}_preview/", _draft(damaged, document="Hello", effective_from="")))

    assert "Can be kept" in good
    assert "<html" not in good
    assert "A policy begins with front matter" in bad


def test_a_new_policy_begins_with_a_text_that_can_be_kept(office, now):
    page = office.get(f"{URL}_new/")
    text = page.context["page"].document
    response = office.post(
        f"{URL}_new/", {"document": text, "effective_from": "2026-03-02", "seen": "0", "then": "keep"}
    )

    assert "Can be kept" in _page(page)
    assert response["Location"] == f"{URL}something-went-wrong/"


def test_a_new_policy_does_not_take_the_place_of_one_that_is_there(office, damaged):
    response = office.post(f"{URL}_new/", _draft(damaged))

    assert "There is a policy arrived-damaged already" in _page(response)
    assert damaged.versions.count() == 1


def test_two_versions_are_compared_line_by_line(office, damaged, dana, now):
    text = dated(damaged.versions.all()[0].document, date(2026, 3, 2)).replace("Send a new one at once", "Send one now")
    publish(text, dana, now=now, remark="Shorter")
    page = _page(office.get(f"{DAMAGED}changes/"))

    assert "effective_from = 2026-<mark>01</mark>-<mark>01</mark></del>" in page
    assert "effective_from = 2026-<mark>03</mark>-<mark>02</mark></ins>" in page
    assert "added: " in page
    assert "lines the same" in page
    assert "Nothing differs" in _page(office.get(f"{DAMAGED}changes/?from=2&to=2"))


def test_what_a_policy_names_and_the_desk_does_not_have_is_told(office, damaged):
    text = damaged.versions.all()[0].document.replace('decides = "lead"', 'decides = "workshop"')
    text = text.replace('"heat", operator = "at_least", value = 2', '"own.region", operator = "is", value = "north"')
    page = _page(office.post(f"{URL}_preview/", _draft(damaged, document=text)))

    assert "own.region" in text
    assert "No level is called “workshop” here." in page
    assert "No field of our own is called region" in page
    assert "No level is called" not in _page(office.get(DAMAGED))


def test_a_retired_policy_is_used_no_longer_and_can_be_brought_back(office, damaged):
    office.post(f"{DAMAGED}retirement/")
    damaged.refresh_from_db()
    assert damaged.retired_at is not None
    assert office.post(f"{DAMAGED}retirement/").status_code == 422

    office.post(f"{DAMAGED}next/", _draft(damaged))
    damaged.refresh_from_db()
    assert damaged.retired_at is None


def test_a_policy_that_begins_later_says_so(office, damaged, dana, now):
    later = now.date() + timedelta(days=30)
    publish(dated(starters()["late-delivery.md"], later), dana, now=now)

    assert "begins on 1 April 2026" in _page(office.get(URL))


def test_a_version_that_can_no_longer_be_read_is_shown_as_it_was_written(office, damaged):
    Version.objects.update(document="+++\nold = 1\n+++\n")

    assert "can&#x27;t be read any more" in _page(office.get(DAMAGED)).replace("can't", "can&#x27;t")
    assert "old = 1" in _page(office.get(DAMAGED))


@pytest.mark.parametrize("path", PAGES)
def test_only_leads_find_policies(office, damaged, ben, path):
    client = Client()
    client.force_login(ben)

    assert office.get(path).status_code == 200
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [URL, f"{DAMAGED}next/", f"{DAMAGED}retirement/", f"{URL}_preview/", f"{URL}_new/"])
def test_only_leads_change_policies(damaged, ben, now, path):
    client = Client()
    client.force_login(ben)

    assert client.post(path, _draft(damaged)).status_code == 404
    assert (damaged.versions.count(), Policy.objects.filter(retired_at=None).count()) == (1, 1)


@pytest.mark.parametrize("path", ["nothing/", "nothing/next/", "nothing/changes/"])
def test_a_policy_that_is_not_there_is_not_found(office, path):
    assert office.get(f"{URL}{path}").status_code == 404
