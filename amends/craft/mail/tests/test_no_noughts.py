"""No database takes a NUL: none comes through, wherever in a mail it stands."""

import json

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import as_json, parse
from amends.craft.mail.tests.letters import calendar, letter, parted, plain

CARD = "Content-Type: text/vcard\n\nBEGIN:VCARD\nFN:Ada Lark\nTEL:1\nEMAIL:ada@lark.example\nORG:Lark\nEND:VCARD\n"
EVENT = "Content-Type: text/calendar\n\n" + calendar(
    "SUMMARY:Visit", "DESCRIPTION:We come.", "LOCATION:Leeds", "DTSTART;TZID=Nowhere:20261102T100000",
    "ORGANIZER;CN=Ada:mailto:ada@lark.example",
)  # fmt: skip
CALL = "Content-Type: audio/wav; name=a.wav\n\nRIFF"
CHECKED = "mx.desk.example; spf=fail smtp.mailfrom=ada@lark.example"
WHOLE = parted(
    plain("x"),
    EVENT,
    CARD,
    CALL,
    Subject="Voicemail from Ada (0:35)",
    X_Voicemail="0341 1",
    Authentication_Results=CHECKED,
)
ALONE = letter(EVENT.partition("\n\n")[2], Content_Type="text/calendar")


@given(
    st.sampled_from([WHOLE, ALONE, letter(r"{\rtf1 a\u0 b}", Content_Type="text/rtf")]),
    st.lists(st.integers(0, 2_000), max_size=20),
)
def test_none_comes_through(raw: bytes, places: list[int]):
    for place in places:
        raw = raw[:place] + b"\0" + raw[place:]

    mail = parse(raw)

    assert "\\u0000" not in json.dumps(as_json(mail, "-"))
    assert not any("\0" in f"{verdict.host}{verdict.domain}" for verdict in mail.verdicts)
