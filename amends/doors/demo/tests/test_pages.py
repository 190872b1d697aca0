"""The sample desk's own pages: mails that a visitor writes are real ones, and its clock can be moved."""

from datetime import timedelta

import pytest

from amends.config import clock
from amends.desk.cases.models import Case, Message

PAGES = ["/", "/cases/?list=all", "/cases/?list=promises", "/pile/", "/demo/write/", "/demo/outbox/", "/search/?q=pump"]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_answers(visitor, url):
    assert visitor.get(url).status_code == 200


@pytest.mark.parametrize(
    "subject", ["Pump arrived cracked", "Delivery date of the Mira 8", "Reparatur dauert und dauert"]
)
def test_the_page_of_a_case_answers(visitor, subject):
    for number in Case.objects.filter(subject=subject).values_list("number", flat=True):
        assert visitor.get(f"/cases/{number}/").status_code == 200


def test_a_mail_written_as_a_new_customer_opens_a_case(visitor):
    visitor.get("/")
    posted = {"sender": "Ada Okafor <ada@example.com>", "subject": "Broken blender", "text": "It does not start. Why?"}
    answer = visitor.post("/demo/write/", posted)

    case = Case.objects.get(customer__addresses__value="ada@example.com")
    assert answer.status_code == 302
    assert (case.subject, case.customer.name, case.owed_kind) == ("Broken blender", "Ada Okafor", "acknowledge")
    assert case.messages.get(direction="in").raw_digest


def test_an_answer_written_as_the_customer_joins_the_case_and_is_told_from_its_quote(visitor):
    visitor.get("/")
    ours = Message.objects.filter(direction="out", dispatch__state="delivered", kind="reply").order_by("-said_at")[0]
    form = visitor.get(f"/demo/write/?answers={ours.pk}").context["page"]
    visitor.post(
        "/demo/write/", {"sender": form.sender, "answers": ours.pk, "subject": form.subject, "text": "And now?"}
    )

    theirs = ours.case.messages.order_by("-pk").filter(direction="in")[0]
    assert theirs.own_text.strip() == "And now?"
    assert theirs.in_reply_to == ours.message_id
    assert "> " in theirs.text
    assert theirs.verified


def test_what_was_typed_stays_when_it_can_not_be_sent(visitor):
    visitor.get("/")
    answer = visitor.post("/demo/write/", {"sender": "nobody", "subject": "Hello", "text": ""})

    page = answer.context["page"]
    assert answer.status_code == 422
    assert (page.sender, page.subject, len(page.errors)) == ("nobody", "Hello", 2)


def test_outgoing_mail_is_shown_newest_first_with_a_way_to_answer(visitor):
    mails = visitor.get("/demo/outbox/").context["page"].mails

    times = [mail.at.iso for mail in mails]
    assert len(mails) == 50
    assert times == sorted(times, reverse=True)
    assert visitor.get(mails[0].answer_url).context["page"].sender.endswith(f"<{mails[0].to}>")


@pytest.mark.parametrize(
    ("by", "least", "most"), [("1h", 60, 60), ("3d", 3 * 24 * 60, 3 * 24 * 60), ("tomorrow", 22 * 60, 22 * 60 + 3)]
)
def test_the_clock_moves_at_once(visitor, by, least, most):
    visitor.get("/")
    before = clock.now()
    answer = visitor.post("/demo/clock/", {"by": by}, HTTP_REFERER="http://testserver/cases/?list=mine")

    moved = clock.now() - before
    assert answer["Location"] == "/cases/?list=mine"
    assert timedelta(minutes=least, seconds=-2) <= moved <= timedelta(minutes=most, seconds=2)


def test_a_span_that_is_not_offered_moves_nothing(visitor):
    visitor.get("/")

    assert visitor.post("/demo/clock/", {"by": "9y"}).status_code == 404


@pytest.mark.parametrize("name", ["write", "outbox", "clock", "reset"])
def test_on_a_real_desk_these_pages_do_not_exist(visitor, ben, settings, name):
    settings.DEMO = False
    visitor.force_login(ben)

    assert visitor.get(f"/demo/{name}/").status_code == visitor.post(f"/demo/{name}/").status_code == 404
