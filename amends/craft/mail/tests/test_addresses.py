"""Whoever is named in a header is found, in every shape that mail programs and people give to addresses."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import letter
from amends.craft.mail.wire.addresses import read_addresses

ADA = ("Ada Lark", "ada@lark.example")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ada Lark <ada@lark.example>", [ADA]),
        ("<ada@lark.example> Ada Lark", [ADA]),
        ("Ada Lark<ada@lark.example>", [ADA]),
        ("Ada Lark < ada@lark.example >", [ADA]),
        ('"Ada Lark" <ada@lark.example>', [ADA]),
        ('"Ada Lark"<ada@lark.example>', [ADA]),
        ("'Ada Lark' <ada@lark.example>", [ADA]),
        ("\"'Ada Lark'\" <ada@lark.example>", [ADA]),
        ("'Ada Lark via Shop' <ada@lark.example>", [("Ada Lark via Shop", "ada@lark.example")]),
        ("ada@lark.example (Ada Lark)", [ADA]),
        ("(Ada Lark) ada@lark.example", [ADA]),
        ("Ada Lark (work) <ada@lark.example>", [ADA]),
        ("Ada Lark <ada@lark.example> (at home)", [ADA]),
        ("Ada Lark [mailto:ada@lark.example]", [ADA]),
        ("Ada Lark <mailto:ada@lark.example>", [ADA]),
        ("Ada Lark <MAILTO:ada@lark.example>", [ADA]),
        ("Ada Lark ada@lark.example", [ADA]),
        ("Ada Lark <ada@lark.example", [ADA]),
        ("Ada Lark ada@lark.example>", [ADA]),
        ("Ada Lark <<ada@lark.example>>", [ADA]),
        ("Ada Lark <<mailto:ada@lark.example>>", [ADA]),
        ("ada@lark.example <ada@lark.example>", [("ada@lark.example", "ada@lark.example")]),
        ("Ada <ada@home.example> <ada@lark.example>", [("Ada", "ada@home.example"), ("", "ada@lark.example")]),
        ("ada@lark.example ben@shop.example", [("", "ada@lark.example"), ("", "ben@shop.example")]),
        ("ada@lark.example;ben@shop.example", [("", "ada@lark.example"), ("", "ben@shop.example")]),
        ("ada@lark.example; Ben <ben@shop.example>;", [("", "ada@lark.example"), ("Ben", "ben@shop.example")]),
        ("<ada@lark.example> <ben@shop.example>", [("", "ada@lark.example"), ("", "ben@shop.example")]),
        ("Ada Lark <ada@lark.example> Ben <ben@shop.example>", [ADA, ("Ben", "ben@shop.example")]),
        (",, ada@lark.example,,", [("", "ada@lark.example")]),
        (
            "Lark, Ada <ada@lark.example>, Bird, Ben <ben@shop.example>",
            [("Lark, Ada", "ada@lark.example"), ("Bird, Ben", "ben@shop.example")],
        ),
        ("undisclosed-recipients:;", []),
        ("undisclosed recipients: ;", []),
        ("Undisclosed-Recipient:;", []),
        ('"Undisclosed-Recipient:;"', [("Undisclosed-Recipient:;", "")]),
        ("Unlisted-recipients:; (no To-header on input)", [("no To-header on input", "")]),
        ("Team: Ada Lark <ada@lark.example>, ben@shop.example;", [ADA, ("", "ben@shop.example")]),
        ("Team: ada@lark.example;, Others: ben@shop.example;", [("", "ada@lark.example"), ("", "ben@shop.example")]),
        ('"My Team": Ada Lark <ada@lark.example>;', [ADA]),
        ("<@a.example,@b.example:ada@lark.example>", [("", "ada@lark.example")]),
        ("Ada Lark <@a.example:ada@lark.example>", [ADA]),
        ('"ada lark"@lark.example', [("", '"ada lark"@lark.example')]),
        ('Ada Lark <"ada lark"@lark.example>', [("Ada Lark", '"ada lark"@lark.example')]),
        ('"ada@home"@lark.example', [("", '"ada@home"@lark.example')]),
        ('Ada Lark <"a<b>c"@lark.example>', [("Ada Lark", '"a<b>c"@lark.example')]),
        ("ada . lark @ lark . example", [("", "ada.lark@lark.example")]),
        ("ada (the one) @ (of) lark.example", [("the one", "ada@lark.example")]),
        ("ada@[192.0.2.1]", [("", "ada@[192.0.2.1]")]),
        ("Ada Lark <ada@[IPv6:2001:db8::1]>", [("Ada Lark", "ada@[IPv6:2001:db8::1]")]),
        ("ada+kettle=shop@lark.example", [("", "ada+kettle=shop@lark.example")]),
        ("o'lark@lark.example", [("", "o'lark@lark.example")]),
        ("ada&ben/team!x%y@lark.example", [("", "ada&ben/team!x%y@lark.example")]),
        ("ada@lark.example.", [("", "ada@lark.example")]),
        ("ada..lark.@lark.example", [("", "ada..lark.@lark.example")]),
        ("Ada <адa@пример.испытание>", [("Ada", "адa@пример.испытание")]),
        ("用户@例子.广告", [("", "用户@例子.广告")]),
        ("Ada <ada@xn--bcher-kva.example>", [("Ada", "ada@xn--bcher-kva.example")]),
        ("Ada <ada@bücher.example>", [("Ada", "ada@bücher.example")]),
        ("Ada Lark, ada@lark.example", [ADA]),
        ('"Lark, Ada (Leeds)" <ada@lark.example>', [("Lark, Ada (Leeds)", "ada@lark.example")]),
        (r'"Ada \"The\" Lark" <ada@lark.example>', [('Ada "The" Lark', "ada@lark.example")]),
        (r'"Ada \\ Lark" <ada@lark.example>', [("Ada \\ Lark", "ada@lark.example")]),
        ("Ada (a (nested) aside) Lark <ada@lark.example>", [ADA]),
        ("Ada (unclosed <ada@lark.example>", [("Ada ( unclosed", "ada@lark.example")]),
        ("Ada :-) <ada@lark.example>", [("Ada :-)", "ada@lark.example")]),
        ("Shop: Orders <ada@lark.example>", [("Shop: Orders", "ada@lark.example")]),
        ("Dr. Ada B. Lark <ada@lark.example>", [("Dr. Ada B. Lark", "ada@lark.example")]),
        ("Ada @ Lark <ada@lark.example>", [("Ada @ Lark", "ada@lark.example")]),
        ("Lark & Co. | Leeds <ada@lark.example>", [("Lark & Co. | Leeds", "ada@lark.example")]),
        ("ada@lark.example via Shop <list@shop.example>", [("ada@lark.example via Shop", "list@shop.example")]),
        ('"ada@lark.example" <list@shop.example>', [("ada@lark.example", "list@shop.example")]),
        ("=?utf-8?Q?Ada_L=C3=A4rk?= <ada@lark.example>", [("Ada Lärk", "ada@lark.example")]),
        ("=?utf-8?Q?Ada_L=C3=A4rk?=<ada@lark.example>", [("Ada Lärk", "ada@lark.example")]),
        ('"=?utf-8?Q?Ada_L=C3=A4rk?=" <ada@lark.example>', [("Ada Lärk", "ada@lark.example")]),
        ("=?utf-8?Q?L=C3=A4rk,_Ada?= <ada@lark.example>", [("Lärk, Ada", "ada@lark.example")]),
        ('"=?utf-8?Q?L=C3=A4rk?=, Ada" <ada@lark.example>', [("Lärk, Ada", "ada@lark.example")]),
        ("=?utf-8?Q?Ada?=\n =?utf-8?Q?_L=C3=A4rk?= <ada@lark.example>", [("Ada Lärk", "ada@lark.example")]),
        ("=?utf-8?Q?Ada_<ada@lark.example>?=", [("Ada", "ada@lark.example")]),
        ("=?utf-8?B?QWRhIDxhZGFAbGFyay5leGFtcGxlPg==?=", [("Ada", "ada@lark.example")]),
        ("ada@lark.example (=?utf-8?Q?Ada_L=C3=A4rk?=)", [("Ada Lärk", "ada@lark.example")]),
        ("=?utf-8?Q?Ada?= =?utf-8?Q?_(L=C3=A4rk)?= <ada@lark.example>", [("Ada (Lärk)", "ada@lark.example")]),
        ("=?iso-8859-1?Q?L=E4rk=2C?= Ada <ada@lark.example>", [("Lärk, Ada", "ada@lark.example")]),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= <ada@lark.example>", [("日本", "ada@lark.example")]),
        ("Ada Lark <ada@lark.example>\n", [ADA]),
        ("Ada\n\tLark\n <ada@lark.example>", [ADA]),
        ("", []),
        ("nobody", [("nobody", "")]),
        ("<>", []),
        ("Mail Delivery Subsystem <>", [("Mail Delivery Subsystem", "")]),
        ("MAILER-DAEMON", [("MAILER-DAEMON", "")]),
    ],
)
def test_addresses_are_found(written: str, read: list[tuple[str, str]]):
    assert [(who.name, who.address) for who in read_addresses(written.encode())] == read


def test_bare_eight_bit_names_are_read_in_the_charset_of_the_words():
    raw = letter("x", From="NAME <ada@lark.example>", Content_Type="text/plain; charset=koi8-r")

    mail = parse(raw.replace(b"NAME", "Ада".encode("koi8-r")))

    assert mail.sender.name == "Ада"


def test_a_name_in_an_encoded_word_never_adds_an_address():
    mail = parse(letter(To="=?utf-8?Q?dan=40elsewhere.example=2C_x?= <desk@shop.example>"))

    assert [who.address for who in mail.to] == ["desk@shop.example"]


@pytest.mark.parametrize("header", ["To", "Cc", "Reply-To"])
@pytest.mark.parametrize(("number", "listed", "problem"), [(1_000, 1_000, False), (1_001, 1_000, True)])
def test_more_addresses_than_are_listed_are_a_problem(header: str, number: int, listed: int, problem: bool):
    mail = parse(letter(**{header: ", ".join(f"a{one}@lark.example" for one in range(number))}))

    assert len(getattr(mail, header.lower().replace("-", "_"))) == listed
    assert ("too_many_addresses" in mail.problems) is problem
