"""Mail that comes through a group of ours is its writer's; what other lists send opens nothing."""

from datetime import timedelta
from typing import Any

import pytest

from amends.desk.cases.models import Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.piling import make_case
from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.policies.models import DeskSettings
from amends.desk.replies.receipts import send_receipt

VIA = "'Ada Byron' via Desk <desk@example.org>"


def through(name: str = "lamp", post: str = "desk@example.org", **more: Any) -> bytes:
    """A letter as a group hands it on that customers reach at `post`."""
    head: dict[str, Any] = {
        "Precedence": "list",
        "List_Id": f"<{post.replace('@', '.')}>",
        "List_Post": f"<mailto:{post}>",
    }
    return letter(name, **(head | {"List_Unsubscribe": "<mailto:stop@groups.example>"} | more))


@pytest.mark.parametrize("post", ["desk@example.org", "all-of-us@example.org"])
def test_what_customers_write_to_a_group_of_ours_opens_a_case(mailbox, post):
    case = case_of(bring(through(post=post), mailbox=mailbox))

    message = Message.objects.get()
    assert (message.kind, str(message.address)) == (Message.Kind.MESSAGE, "ada@example.com")
    assert case.due_at is not None


@pytest.mark.parametrize("said", [{"X_Original_From": "Ada Byron <ada@example.com>"}, {"Reply_To": "ada@example.com"}])
def test_who_wrote_is_found_where_the_group_put_itself_into_from(mailbox, said):
    DeskSettings.objects.update(sends_receipts=True)

    case = case_of(bring(through(who=VIA, **said), mailbox=mailbox))

    message = Message.objects.select_related("address__customer").get()
    assert (case.customer.name, str(message.address)) == ("Ada Byron", "ada@example.com")
    receipt = send_receipt(message, now=NOON)
    assert receipt is not None
    assert receipt.to == ["ada@example.com"]


def test_an_answer_through_the_group_finds_its_case(mailbox):
    case = case_of(bring(letter("lamp"), mailbox=mailbox))

    answer = through("more", who=VIA, X_Original_From="ada@example.com", answers=("lamp",))

    assert bring(answer, NOON + timedelta(hours=1), mailbox=mailbox).case == case.number


def test_a_writer_is_not_believed_where_a_check_of_our_own_address_failed(mailbox):
    mailbox.trusted_host = "mx.example.org"
    mailbox.save()
    checks = "mx.example.org; dmarc=fail header.from=example.org"

    found = bring(through(who=VIA, X_Original_From="ada@example.com", Authentication_Results=checks), mailbox=mailbox)

    assert found.pile == "ourselves"


def test_a_case_made_of_it_by_hand_is_its_writers_also_where_we_did_not_believe_it(mailbox, ben):
    mailbox.trusted_host = "mx.example.org"
    mailbox.save()
    checks = "mx.example.org; dmarc=fail header.from=example.org"
    bring(through(who=VIA, X_Original_From="ada@example.com", Authentication_Results=checks), mailbox=mailbox)

    case = make_case(Arrival.objects.get(), ben, now=NOON)

    assert [str(one.address) for one in case.participants.select_related("address")] == ["ada@example.com"]


def test_a_case_made_by_hand_of_what_a_list_of_others_sent_is_its_writers(mailbox, ben):
    bring(
        through(post="list@evil.example", who="list@evil.example", X_Original_From="ada@example.com"), mailbox=mailbox
    )

    assert make_case(Arrival.objects.get(), ben, now=NOON).customer.addresses.get().value == "ada@example.com"


def test_a_list_of_others_can_name_no_writer(mailbox):
    raw = through(post="list@evil.example", who="list@evil.example", X_Original_From="ada@example.com")

    assert bring(raw, mailbox=mailbox).pile == "automatic"


def test_who_writes_to_a_list_of_others_and_to_us_is_heard(mailbox):
    assert bring(through(post="talk@lists.example", To="talk@lists.example, desk@example.org"), mailbox=mailbox).opened


@pytest.mark.parametrize(
    "more",
    [
        {"post": "talk@lists.example", "To": "talk@lists.example"},
        {"Precedence": "bulk"},
        {"Auto_Submitted": "auto-generated"},
        {"List_Unsubscribe_Post": "List-Unsubscribe=One-Click"},
        {"who": "Shop <no-reply@shop.example>"},
    ],
    ids=["not to us", "bulk", "a machine", "one click", "nobody"],
)
def test_other_mail_of_lists_stays_automatic(mailbox, more):
    assert bring(through(**more), mailbox=mailbox).pile == "automatic"


def test_what_we_say_ourselves_and_a_group_brings_back_is_no_customers(mailbox):
    Mailbox.objects.create(name="Help", address="help@example.org", connected_at=NOON)

    raw = through(post="help@example.org", who="Help <help@example.org>", X_Original_From="desk@example.org")

    assert bring(raw, mailbox=mailbox).pile == "ourselves"
