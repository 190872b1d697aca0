"""Dates are read in the words and orders in which mail programs write them for people."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail.words.spoken_dates import spoken_date

AT = datetime(2026, 11, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, Nov 3, 2026 at 2:12 PM",
        "Tuesday, November 3, 2026 2:12:00 PM",
        "Tuesday, 3 November 2026 14:12",
        "Tue, 3 Nov 2026 15:12:00 +0100",
        "2026-11-03T14:12:00+00:00",
        "Dienstag, 3. November 2026 um 14:12 Uhr",
        "Di., 3. Nov. 2026 um 14:12 Uhr",
        "le mar. 3 nov. 2026 à 14:12",
        "mardi 3 novembre 2026 à 15 h 12 UTC+1",
        "El mar, 3 nov 2026 a las 14:12",
        "martes, 3 de noviembre de 2026 14:12",
        "mar 3 nov 2026 alle ore 14:12",
        "terça-feira, 3 de novembro de 2026 14:12",
        "dinsdag 3 november 2026 14:12",
        "wt., 3 lis 2026 o 14:12",
        "вт, 3 нояб. 2026 г. в 14:12",
        "úterý 3. listopadu 2026 14:12",
        "3 Kasım 2026 Salı 14:12",
        "den 3 november 2026 14:12",
        "2026年11月3日周二 下午2:12",
        "2026年11月3日(火) 14:12",
        "2026년 11월 3일 (화) 오후 2:12",
        "2026/11/03 14:12",
        "03.11.2026 14:12",
        "11/3/2026 2:12 PM",
        "3/11/26 14:12",
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str):
    assert spoken_date(text) == AT


@pytest.mark.parametrize("text", ["", "yesterday", "99.99.2026", "32 November 2026", "3 November", "2026"])
def test_what_is_no_date_is_none(text: str):
    assert spoken_date(text) is None


@given(st.text(max_size=200))
def test_any_text_is_read_without_raising(text: str):
    found = spoken_date(text)

    assert found is None or found.tzinfo is UTC
