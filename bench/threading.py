"""Whether answers find their case, in whatever order the mail comes in."""

import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bench import desk, mails
from bench.mails import Made


def orders(given: Sequence[Made]) -> dict[str, list[Made]]:
    """Return the mails in the order of arrival, in reverse and shuffled twice."""
    straight = list(given)
    found = {"in order": straight, "in reverse": straight[::-1]}
    for seed in (1, 2):
        found[f"shuffled {seed}"] = random.Random(seed).sample(straight, len(straight))
    return found


def receive_all(given: Sequence[Made]) -> dict[int, str]:
    """Receive the mails a second apart; return the number of each one's case."""
    from amends.desk.intake.actions import Source, receive

    now = datetime.now(UTC)
    cases: dict[int, str] = {}
    for mail in given:
        now += timedelta(seconds=1)
        cases[mail.number] = receive(mail.raw, Source(arrived_at=now), now=now).case or ""
    return cases


def try_order(name: str, given: Sequence[Made]) -> bool:
    """Receive the mails in this order, print how it went, undo it; return whether nothing went astray."""
    from django.db import transaction

    from amends.desk.cases.models import Case

    with transaction.atomic():
        cases = receive_all(given)
        customers = dict(
            Case.objects.filter(customer__addresses__kind="email").values_list("number", "customer__addresses__value")
        )
        opened = Case.objects.count()
        transaction.set_rollback(True)
    replies = [mail for mail in given if mail.parent is not None]
    threaded = sum(cases[mail.number] == cases[mail.root] == cases[mail.parent or 0] for mail in replies)
    roots = [mail for mail in given if mail.parent is None]
    right = sum(customers.get(cases[mail.number]) == mail.sender for mail in roots)
    print(
        f"threading {name}: {threaded} of {len(replies)} answers threaded, {opened} cases of {len(roots)} matters,"
        f" {right} with the right customer"
    )
    return threaded == len(replies) and opened == right == len(roots)


def main() -> int:
    """Try all orders."""
    with desk.home(), mails.made() as given:
        desk.open_desk()
        results = [try_order(name, order) for name, order in orders(given).items()]
        return int(not all(results))


if __name__ == "__main__":
    sys.exit(main())
