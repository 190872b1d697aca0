"""A generated stream of mails: every one is read without a problem and every reply names what it answers."""

import importlib.util
import random
from datetime import UTC, datetime
from email.utils import format_datetime
from types import ModuleType

import pytest

from amends.craft.mail import attachment, parse
from amends.craft.mail.tests.corpora import DATA

ADA = ("Ada Müller", "ada@lark.example")
DESK = "Desk <desk@shop.example>"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    path = DATA.parent / "tools" / "gen_mail.py"
    if not path.exists():
        pytest.skip(f"no {path}: the generator of mails lies beside the folder of public corpora")
    spec = importlib.util.spec_from_file_location("gen_mail", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_chain_of_replies_holds_together(generator: ModuleType):
    chance, when, parent = random.Random(1), datetime(2026, 11, 2, 8, tzinfo=UTC), None
    for number in range(30):
        kind = "reply" if parent else "new"
        token = f"N{number:06d}"
        message, record, state = generator.build(chance, number, kind, ADA, "Kettle", token, when, parent, DESK)
        mail = parse(message.as_bytes())

        assert f"Vorgang {token}" in mail.own_words
        assert (mail.problems, mail.kind, mail.signature) == ((), "message", "-- \nAda Müller")
        assert mail.message_id == record["msgid"][1:-1]
        if parent:
            assert mail.in_reply_to == mail.references[-1] == parent["msgid"][1:-1]
            assert parent["token"] in mail.quoted
            assert parent["token"] not in mail.reply
        parent = state | {"from": "Ada Müller <ada@lark.example>", "date": format_datetime(when)}


def test_large_attachments_come_out_whole(generator: ModuleType):
    when = datetime(2026, 11, 2, tzinfo=UTC)
    message, *_ = generator.build(random.Random(1), 3, "attach", ADA, "Bill", "N000003", when, None, DESK)

    data, listed = attachment(message.as_bytes(), 0)

    assert (len(data), listed.name, data[:5]) == (100 * 1024, "Rechnung-3.pdf", b"%PDF-")
