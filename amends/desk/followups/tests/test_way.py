"""A follow-up goes by another channel than the one the case came by."""

import pytest

from amends.desk.followups.rules import Way, way_to_follow_up


@pytest.mark.parametrize(
    ("used", "known", "way"),
    [
        ("email", {"email", "phone"}, Way("phone", same=False)),
        ("voicemail", {"phone", "email"}, Way("email", same=False)),
        ("email", {"email"}, Way("email", same=True)),
        ("letter", {"postal", "email"}, Way("email", same=False)),
        ("web", {"email"}, Way("email", same=False)),
    ],
)
def test_another_known_and_permitted_channel_is_taken_else_the_same_one_marked_so(used, known, way):
    assert way_to_follow_up(used, known) == way
