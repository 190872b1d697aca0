"""When a mail was written is read from every sort of date that mail programs make."""

import pytest

from amends.craft.mail.wire.identity import read_date

MOMENT = "2026-11-02T07:05:00+00:00"


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 02 Nov 2026 08:05:00 +0100",
        "Mon, 2 Nov 2026 08:05:00 +0100 (CET)",
        "Mon, 2 Nov 2026 08:05:00 +0100 (Mitteleuropäische Zeit)",
        "Mon,2 Nov 2026 08:05:00 +0100",
        "2 Nov 2026 08:05:00 +0100",
        "2 Nov 2026 08:05 +0100",
        "Mon, 2 Nov 26 08:05:00 +0100",
        "Mon, Nov 02 26 08:05:00 +0100",
        "Mon, 2 Nov 126 08:05:00 +0100",
        "Mon, 02 Nov 2026 07:05:00 GMT",
        "Mon, 02 Nov 2026 07:05:00 UT",
        "Mon, 02 Nov 2026 07:05:00 UTC",
        "Mon, 02 Nov 2026 07:05:00 Z",
        "Mon, 02 Nov 2026 07:05:00 -0000",
        "Mon, 02 Nov 2026 07:05:00",
        "Mon, 02 Nov 2026 02:05:00 EST",
        "Sun, 01 Nov 2026 23:05:00 PST",
        "Mon, 02 Nov 2026 08:05:00 CET",
        "Mon, 02 Nov 2026 09:05:00 CEST",
        "Mon, 02 Nov 2026 09:05:00 EET",
        "Mon, 02 Nov 2026 10:05:00 MSK",
        "Mon, 02 Nov 2026 08:05:00 BST",
        "Mon, 02 Nov 2026 16:05:00 JST",
        "Mon, 02 Nov 2026 08:05:00 MEZ",
        "Mon, 02 Nov 2026 08:05:00 GMT+0100",
        "Mon, 02 Nov 2026 08:05:00 GMT+01:00",
        "Mon, 02 Nov 2026 08:05:00 UTC+1",
        "Mon, 02 Nov 2026 08:05:00 +01:00",
        "Mon, 02 Nov 2026 08:05:00 +01",
        "Mon, 02 Nov 2026 08:05:00 +100",
        "Mon, 02 Nov 2026 08:05:00+0100",
        "Mon, 02 Nov 2026 08.05.00 +0100",
        "Mon, 02 Nov 2026 8:5:0 +0100",
        "Mon, 02-Nov-2026 08:05:00 +0100",
        "Monday, 02-Nov-26 07:05:00 GMT",
        "Mon Nov  2 07:05:00 2026",
        "Mon Nov  2 08:05:00 2026 +0100",
        "Mon Nov  2 08:05:00 +0100 2026",
        "Mon Nov 2 07:05:00 UTC 2026",
        "Mo, 02 Nov 2026 08:05:00 +0100",
        "Mo., 2. Nov. 2026 08:05:00 +0100",
        "Montag, 2. November 2026 08:05:00 +0100",
        "lun., 02 nov. 2026 08:05:00 +0100",
        "lun, 02 nov 2026 08:05:00 +0100",
        "Mon, 02 November 2026 08:05:00 +0100",
        "Mon, Nov 2, 2026 08:05:00 +0100",
        "Nov 2, 2026 08:05:00 AM +0100",
        "Mon, 2 Nov 2026 08:05:00 AM +0100",
        "November 2, 2026 7:05:00 AM GMT",
        "2026-11-02 07:05:00",
        "2026-11-02T07:05:00Z",
        "2026-11-02T08:05:00+01:00",
        "2026-11-02T08:05:00.000+0100",
        "2026-11-02 08:05:00 +0100",
        "2026-11-02 07:05:00 UTC",
        "2026/11/02 08:05:00 +0100",
        "2026-11-02",
        "02.11.2026 07:05:00",
        "Mon (a comment), 02 Nov (another) 2026 08:05:00 +0100",
        "  Mon, 02 Nov 2026 08:05:00 +0100  ",
        "Mon,  02\tNov  2026   08:05:00  +0100",
        '"Mon, 02 Nov 2026 08:05:00 +0100"',
        "Mon, 02 Nov 2026 08:05:00 =?utf-8?Q?+0100?=",
        "Date: Mon, 02 Nov 2026 08:05:00 +0100",
    ],
)
def test_a_date_of_any_sort_is_the_same_moment(written: str):
    read = read_date(written.encode())

    assert read is not None
    assert read.isoformat() == ("2026-11-02T00:00:00+00:00" if written == "2026-11-02" else MOMENT)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sat, 03 Oct 2026 12:00:00 +0200 (MESZ)", "2026-10-03T10:00:00+00:00"),
        ("Sa, 03 Okt 2026 12:00:00 +0200", "2026-10-03T10:00:00+00:00"),
        ("Do, 03 Dez 2026 12:00:00 +0100", "2026-12-03T11:00:00+00:00"),
        ("Di, 03 Mrz 2026 12:00:00 +0100", "2026-03-03T11:00:00+00:00"),
        ("Di, 3. März 2026 12:00 +0100", "2026-03-03T11:00:00+00:00"),
        ("jeu., 03 déc. 2026 12:00:00 +0100", "2026-12-03T11:00:00+00:00"),
        ("vie, 03 ene 2025 12:00:00 +0100", "2025-01-03T11:00:00+00:00"),
        ("Mon, 02 Nov 2026 12:05:00 AM +0000", "2026-11-02T00:05:00+00:00"),
        ("Mon, 02 Nov 2026 11:05:00 PM +0000", "2026-11-02T23:05:00+00:00"),
        ("Mon, 31 Dec 1999 23:59:60 +0000", "1999-12-31T23:59:59+00:00"),
        ("Sat, 01 Jan 100 00:00:00 +0000", "2000-01-01T00:00:00+00:00"),
        ("Fri, 01 Jan 99 00:00:00 +0000", "1999-01-01T00:00:00+00:00"),
        ("Mon, 02 Nov 2026 24:00:00 +0000", None),
        ("Mon, 32 Nov 2026 08:05:00 +0000", None),
        ("Mon, 02 Nov 2026 08:05:00 +9900", "2026-11-02T08:05:00+00:00"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Mon, 02 Nov 9999 08:05:00 +0000", None),
        ("\0", None),
        ("0", None),
        ("²³ Nov 2026", None),
        ("Mon, ٢ Nov 2026 08:05:00 +0000", None),
    ],
)
def test_an_odd_date_is_read_or_left_unread(written: str, read: str | None):
    found = read_date(written.encode())

    assert (found.isoformat() if found else None) == read
