"""A customer's card keeps what people told us, and nothing that nobody asked for."""

from amends.desk.policies.fields import FieldCard, add_field


def test_what_the_desk_wants_to_know_of_a_customer_is_asked_on_the_card_and_kept(browser, case):
    add_field("region", FieldCard("Region", choices=("north", "south")))
    address = f"/customers/{case.customer_id}/"
    asked = browser.get(address).text
    browser.post(address, {"name": "Ada Okafor", "own-region": "north", "own-income": "high"})
    case.customer.refresh_from_db()

    assert "Region" in asked
    assert case.customer.own == {"region": "north"}
    browser.post(address, {"name": "Ada Okafor", "own-region": ""})
    case.customer.refresh_from_db()
    assert case.customer.own == {}
