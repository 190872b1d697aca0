"""Six digits mailed to the address open the conversation in the browser that asked, and only there."""

from datetime import timedelta

from django.test import Client

from amends.config.clock import frozen
from amends.desk.cases.models import Message
from amends.doors.portal.tests.conftest import SECRET


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_code_goes_to_the_address_of_the_link_which_the_page_only_hints_at(told):
    told.posts("code")
    page = told.client.get(f"{told.url}code/").content.decode()

    assert Message.objects.get(kind="code").to == ["ada@example.com"]
    assert "a…@example.com" in page
    assert "ada@example.com" not in page


def test_a_forwarded_link_proves_nothing_in_another_browser(told):
    told.proves()
    somebody = Client().get(told.url).content.decode()

    assert SECRET in told.page()
    assert SECRET not in somebody


def test_a_code_counts_only_in_the_browser_that_asked(told):
    told.posts("code")
    code = told.mailed_code()
    other = Client()
    other.post(f"{told.url}code/", {"code": code})

    assert SECRET not in other.get(told.url).content.decode()


def test_a_code_may_be_typed_with_a_blank_in_the_middle(told):
    told.posts("code")
    code = told.mailed_code()
    told.posts("code", code=f"{code[:3]} {code[3:]}")

    assert SECRET in told.page()


def test_after_five_wrong_codes_the_right_one_counts_no_more(told):
    told.posts("code")
    code = told.mailed_code()
    answers = [told.posts("code", code=_wrong(code)).status_code for _ in range(5)]
    last = told.posts("code", code=code)

    assert answers == [422] * 5
    assert "tried too often" in last.content.decode()
    assert SECRET not in told.page()


def test_a_code_is_good_for_a_quarter_of_an_hour(told, now):
    told.posts("code")
    with frozen(now + timedelta(minutes=16)):
        late = told.posts("code", code=told.mailed_code())

    assert "too old by now" in late.content.decode()


def test_a_used_code_is_used_up(told):
    told.posts("code")
    code = told.mailed_code()
    told.posts("code", code=code)
    told.client.session.flush()
    again = Client()
    again.cookies = told.client.cookies
    again.post(f"{told.url}code/", {"code": code})

    assert SECRET not in again.get(told.url).content.decode()


def test_no_address_gets_more_than_three_codes_in_a_while(told):
    answers = [told.posts("code").status_code for _ in range(4)]

    assert answers == [303, 303, 303, 422]
    assert Message.objects.filter(kind="code").count() == 3


def test_a_proof_ends_with_the_link_it_was_given_for(told):
    told.proves()
    told.case.end_links()

    assert SECRET not in told.page()


def test_the_digits_lie_nowhere_in_the_open(told):
    told.posts("code")
    code = told.mailed_code()

    assert code not in str(dict(told.client.session))
