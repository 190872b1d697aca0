"""Reports on the mail of a whole domain are nobody's complaint."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import letter, parted, plain

NAME = "mx.example!shop.example!1793491200!1793577599"
SUBJECT = "Report Domain: shop.example Submitter: mx.example Report-ID: <17.lark>"


def _file(type_: str, name: str) -> str:
    return f'Content-Type: {type_}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n\nH4sI'


@pytest.mark.parametrize(
    ("subject", "type_", "name"),
    [
        (SUBJECT, "application/zip", f"{NAME}.zip"),
        (SUBJECT, "application/gzip", f"{NAME}.xml.gz"),
        ("DMARC report", "application/octet-stream", f"{NAME}!0042.xml.gz"),
        ("Dmarc Aggregate Report", "text/xml", f"{NAME}.xml"),
        ("[Preview] " + SUBJECT, "application/gzip", "report.xml.gz"),
        ("Report", "application/tlsrpt+gzip", f"{NAME}.json.gz"),
    ],
)
def test_a_report_on_a_domain_is_told_by_its_file_or_its_subject(subject: str, type_: str, name: str):
    mail = parse(parted(plain("See the attached report."), _file(type_, name), Subject=subject))

    assert (mail.kind, mail.automatic, len(mail.attachments)) == ("feedback_report", True, 1)


def test_a_report_may_be_all_of_a_mail():
    raw = letter(
        "H4sI",
        Subject=SUBJECT,
        Content_Type="application/gzip",
        Content_Disposition=f'attachment; filename="{NAME}.gz"',
    )

    assert parse(raw).kind == "feedback_report"


def test_a_report_about_encryption_on_the_way_is_one_too():
    report = _file("application/tlsrpt+gzip", "report.json.gz")

    assert parse(parted(plain("Report"), report, subtype="report; report-type=tlsrpt")).kind == "feedback_report"
    assert parse(parted(plain("Report"), TLS_Report_Domain="shop.example")).kind == "feedback_report"


@pytest.mark.parametrize(
    "raw",
    [
        parted(plain("What is this?"), _file("application/gzip", "report.xml.gz"), Subject=f"Fwd: {SUBJECT}"),
        parted(plain("Here"), _file("application/zip", f"{NAME}.zip"), In_Reply_To="<ours@shop.example>"),
        parted(plain("Here"), _file("application/zip", "Wow!!! my pictures!.zip"), Subject="Report of damage"),
        letter("It broke.", Subject=SUBJECT),
    ],
)
def test_who_sends_such_a_report_on_is_a_person(raw: bytes):
    assert (parse(raw).kind, parse(raw).automatic) == ("message", False)
