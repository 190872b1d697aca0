"""Words come out as they were written, whatever charset their program named, misnamed or forgot."""

import base64

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import html, letter, parted

JAPANESE = "日本語のご注文、①番 (株) ～"
KANA = "ｱｲｳｶﾞ"
CHINESE = "订单没有收到，请尽快处理。謝謝"
HONG_KONG = "嘅單，我哋冇收到喺"
KOREAN = "주문한 상품이 똠방각하 펲시 아직 도착하지 않았습니다"
THAI = "สินค้ายังไม่มาถึง"
UKRAINIAN = "Замовлення ще не прийшло, її ґанок"
RUSSIAN = "Заказ не пришёл, верните деньги"
GREEK = "Η παραγγελία δεν ήρθε"
HEBREW = "ההזמנה לא הגיעה"
ARABIC = "لم يصل الطلب"
POLISH = "Zamówienie nie dotarło, proszę o zwrot"
GERMAN = "Größe „40“ – 10 €"

NOT_FITTING = {"viscii", "=?utf-8?q?utf-8?=", "unicode"}  # unknown here, no name at all, or sometimes untrue


def _body(data: bytes, charset: str = "", type_: str = "text/plain") -> bytes:
    named = f'{type_}; charset="{charset}"' if charset else type_
    return letter("", Content_Type=named, Content_Transfer_Encoding="base64") + base64.encodebytes(data)


@pytest.mark.parametrize(
    ("declared", "codec", "words"),
    [
        ("iso-2022-jp", "iso2022_jp_ext", KANA),
        ("iso-2022-jp", "iso2022_jp_2", "日本語 한국"),
        ("iso-2022-jp-1", "iso2022_jp_1", "日本語"),
        ("ISO-2022-JP-2", "iso2022_jp_2", "日本語"),
        ("iso-2022-jp-ms", "iso2022_jp_ext", KANA),
        ("cp50220", "iso2022_jp", "日本語"),
        ("x-windows-iso2022jp", "iso2022_jp", "日本語"),
        ("CP50221", "iso2022_jp_ext", KANA),
        ("shift_jis", "cp932", JAPANESE),
        ("Shift-JIS", "cp932", JAPANESE),
        ("windows-31j", "cp932", JAPANESE),
        ("x-sjis", "cp932", JAPANESE),
        ("x-ms-cp932", "cp932", JAPANESE),
        ("euc-jp", "euc_jp", "日本語のご注文"),
        ("x-euc-jp", "euc_jp", "日本語のご注文"),
        ("gb2312", "gb18030", CHINESE),
        ("gb18030", "gb18030", CHINESE + "𠀀"),
        ("x-gbk", "gbk", CHINESE),
        ("cp936", "gbk", CHINESE),
        ("hz-gb-2312", "hz", "订单没有收到"),
        ("big5", "cp950", "訂單沒有收到"),
        ("big5", "big5hkscs", HONG_KONG),
        ("Big5-HKSCS", "big5hkscs", HONG_KONG),
        ("x-x-big5", "cp950", "訂單"),
        ("cn-big5", "cp950", "訂單"),
        ("ks_c_5601-1987", "cp949", KOREAN),
        ("euc-kr", "cp949", KOREAN),
        ("ks_c_5601", "cp949", KOREAN),
        ("windows-949", "cp949", KOREAN),
        ("iso-2022-kr", "iso2022_kr", "주문한 상품"),
        ("windows-874", "cp874", THAI),
        ("tis-620", "cp874", THAI),
        ("iso-8859-11", "cp874", THAI),
        ("x-windows-874", "cp874", THAI),
        ("koi8-u", "koi8-u", UKRAINIAN),
        ("koi8-ru", "koi8-u", UKRAINIAN),
        ("koi8-r", "koi8-r", RUSSIAN),
        ("koi8", "koi8-r", RUSSIAN),
        ("x-mac-cyrillic", "mac-cyrillic", RUSSIAN),
        ("x-mac-greek", "mac-greek", GREEK),
        ("x-mac-ce", "mac-latin2", POLISH),
        ("x-mac-turkish", "mac-turkish", "Sipariş gelmedi"),
        ("x-mac-roman", "mac-roman", "Größe"),
        ("macintosh", "mac-roman", "Größe"),
        ("x-cp1251", "cp1251", RUSSIAN),
        ("windows-1251", "cp1251", RUSSIAN),
        ("cp-1251", "cp1251", RUSSIAN),
        ("win-1251", "cp1251", RUSSIAN),
        ("iso-8859-8-i", "iso8859-8", HEBREW),
        ("iso-8859-6-e", "iso8859-6", ARABIC),
        ("dos-720", "cp720", ARABIC),
        ("ibm850", "cp850", "Größe"),
        ("iso-8859-2", "iso8859-2", POLISH),
        ("unicode-1-1-utf-7", "utf-7", GERMAN),
        ("UTF-7", "utf-7", GERMAN),
        ("x-unicode-2-0-utf-7", "utf-7", GERMAN),
        ("utf8mb4", "utf-8", GERMAN + "😀"),
        ("utf-8mb3", "utf-8", GERMAN),
        ("unicode-1-1-utf-8", "utf-8", GERMAN),
        ("UTF_8", "utf-8", GERMAN),
        ("utf 8", "utf-8", GERMAN),
        ("=?utf-8?q?utf-8?=", "utf-8", GERMAN),
        ("utf-8 (unicode)", "utf-8", GERMAN),
        ("utf-8;", "utf-8", GERMAN),
        ("charset=utf-8", "utf-8", GERMAN),
        ("utf-16", "utf-16", GERMAN),
        ("utf-16le", "utf-16-le", GERMAN),
        ("unicode", "utf-16", GERMAN),
        ("unicode", "utf-8", GERMAN),
        ("ucs-2", "utf-16-be", GERMAN),
        ("iso-10646-ucs-2", "utf-16", GERMAN),
        ("utf-32", "utf-32", GERMAN),
        ("cesu-8", "utf-8", GERMAN),
        ("ansi", "cp1252", GERMAN),
        ("ansi_x3.4-1968", "utf-8", GERMAN),
        ("ansi_x3.110-1983", "cp1252", GERMAN),
        ("8859-1", "cp1252", GERMAN),
        ("latin1", "cp1252", GERMAN),
        ("iso-8859-1", "cp1252", GERMAN),
        ("iso_8859-1:1987", "cp1252", GERMAN),
        ("iso 8859-1", "cp1252", GERMAN),
        ("windows1252", "cp1252", GERMAN),
        ("cp-1252", "cp1252", GERMAN),
        ("cp-850", "cp850", "Größe"),
        ("viscii", "utf-8", "Đơn hàng"),
    ],
)
def test_a_charset_by_any_of_its_names_is_known(declared: str, codec: str, words: str):
    mail = parse(_body(words.encode(codec), declared))

    assert mail.text == words
    assert "bad_charset" not in mail.problems or declared in NOT_FITTING


@pytest.mark.parametrize(
    ("declared", "codec", "words"),
    [
        ("us-ascii", "cp1252", "Größe und Länge"),
        ("us-ascii", "utf-8", GERMAN),
        ("iso-8859-1", "utf-8", "Größe und Länge"),
        ("windows-1252", "utf-8", "Größe und Länge"),
        ("utf-8", "cp1252", GERMAN),
        ("", "utf-8", GERMAN),
        ("", "cp1252", GERMAN),
        ("", "iso2022_jp", "日本語"),
        ("", "utf-16", GERMAN),
        ("", "utf-8-sig", GERMAN),
        ("utf-8", "utf-8-sig", GERMAN),
        ("utf-8", "utf-16", GERMAN),
        ("iso-8859-1", "utf-16", GERMAN),
        ("us-ascii", "iso2022_jp", "日本語"),
        ("utf-8", "iso2022_jp", "日本語"),
        ("iso-2022-jp", "utf-8", "日本語のご注文"),
        ("iso-2022-jp", "cp932", "日本語のご注文はまだ届いていません"),
        ("utf-16", "utf-8", GERMAN),
        ("gb2312", "utf-8", CHINESE),
    ],
)
def test_a_charset_that_does_not_fit_gives_way_to_one_that_does(declared: str, codec: str, words: str):
    assert parse(_body(words.encode(codec), declared)).text == words


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("cp1251", RUSSIAN + ". Прошу ответить мне сегодня."),
        ("koi8-r", RUSSIAN + ". Прошу ответить мне сегодня."),
        ("cp932", "ご注文の商品がまだ届いていません。よろしくお願いします。"),
        ("euc_jp", "ご注文の商品がまだ届いていません。よろしくお願いします。"),
        ("gb18030", "我的订单还没有收到，请你们尽快处理，谢谢。"),
        ("cp949", "주문한 상품이 아직 도착하지 않았습니다."),
        ("cp1253", GREEK + " ακόμα, παρακαλώ"),
        ("cp1255", HEBREW + " עדיין, אנא"),
    ],
)
def test_bytes_of_other_scripts_that_name_no_charset_are_not_read_as_accents(codec: str, words: str):
    assert parse(_body(words.encode(codec))).text == words


def test_a_charset_that_html_names_itself_counts_where_the_mail_names_none():
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>{RUSSIAN}'
    short = f"<meta charset='koi8-r'><p>{RUSSIAN}</p>"

    assert parse(_body(page.encode("cp1251"), type_="text/html")).text == RUSSIAN
    assert parse(_body(short.encode("koi8-r"), type_="text/html")).text == RUSSIAN
    assert parse(_body(short.encode("utf-8"), "utf-8", type_="text/html")).text == RUSSIAN
    assert RUSSIAN in parse(_body(short.encode("cp1251"), "windows-1251", type_="text/html")).html


def test_one_foreign_byte_does_not_change_the_script_of_the_rest():
    assert parse(_body((JAPANESE * 5).encode("cp932") + b"\x80", "shift_jis")).text.startswith(JAPANESE)
    assert parse(_body(CHINESE.encode("gbk") + b"\xff", "gb2312")).text.startswith(CHINESE)
    assert parse(
        _body(b"\x1b$B" + "日本語".encode("iso2022_jp")[3:-3] + b"\x1b(B ok \xa0", "iso-2022-jp")
    ).text.startswith("日本語 ok")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?iso-2022-jp?B?" + base64.b64encode("日本語".encode("iso2022_jp")).decode() + "?=", "日本語"),
        ("=?UTF-7?Q?Gr+APYA3w-e?=", "Größe"),
        ("=?unicode-1-1-utf-7?Q?Gr+APYA3w-e?=", "Größe"),
        ("=?iso-8859-1?Q?Gr=F6=DFe?= =?utf-8?B?4oKs?= =?koi8-r?Q?=F2?=", "Größe€Р"),
        ("=?utf-8?B?8J+Ygw==?=", "😃"),
        ("=?utf-8*de?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?gb2312?B?" + base64.b64encode("朱镕基".encode("gbk")).decode() + "?=", "朱镕基"),
        ("=?cp932?B?" + base64.b64encode("①②".encode("cp932")).decode() + "?=", "①②"),
        ("=?utf-8?Q?Gr=C3=B6?=\n =?utf-8?Q?=C3=9Fe?=", "Größe"),
        ("=?utf-8?Q?Gr=C3=B6?=\r\n\t=?utf-8?Q?=C3=9Fe?=", "Größe"),
        ("=?utf-8?Q?Gr=C3=B6=C3?= =?UTF-8?Q?=9Fe?=", "Größe"),
        ("=?utf-8?B?R3LDtsM=?= =?utf-8?B?n2U=?=", "Größe"),
        ("=?utf-8?B?R3LDtsM?= =?utf-8?B?n2U?=", "Größe"),
        ("=?utf-8?b?R3LDtsOfZQ==?=!", "Größe!"),
        ("=?utf-8?q?Gr=C3=B6=C3=9Fe 40 cm?=", "Größe 40 cm"),
        ("=?utf-8?Q?a?b?=", "a?b"),
        ("=?utf-8?Q?Wo_ist_es??=", "Wo ist es?"),
        ("=?utf-8?Q?Gr=c3=b6=C3=9fe?=", "Größe"),
        ("=?utf-8?Q?50=25_=3D?=", "50% ="),
        ("=?utf-8?Q?=ZZ_a?=", "=ZZ a"),
        ("Re: =?utf-8?Q?Gr=C3=B6=C3=9Fe?=da", "Re: Größeda"),
        ("=?utf-8?B?R3LDts\n OfZQ==?=", "Größe"),
        ("=?utf-8?Q?Gr=C3=B6\n =C3=9Fe?=", "Größe"),
        ("=?utf-8?Q??=", ""),
        ("a =?utf-8?Q??= b", "a b"),
        ("=?iso-8859-1?Q?Gr=F6=DFe?==?iso-8859-1?Q?_40?=", "Größe 40"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?Q?not closed", "=?utf-8?Q?not closed"),
        ("=?windows-1252?Q?=80_10?=", "€ 10"),
        ("=?no-such?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?us-ascii?Q?Gr=F6=DFe und L=E4nge?=", "Größe und Länge"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= =?iso-2022-jp?B?GyRCOGwbKEI=?=", "日本語"),
        ("=?iso-2022-jp?B?GyRCRnxLXA==?=", "日本"),
        ("=?utf-8?B?R3LDtsOfZQ==?= =?utf-8?Q?_?= =?utf-8?Q?40?=", "Größe 40"),
        ("=?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=", "=?utf-8?q?x?="),
    ],
)
def test_encoded_words_are_read_as_they_were_meant(written: str, read: str):
    assert parse(letter(Subject=written)).subject == read


def test_a_part_in_one_charset_beside_a_part_in_another():
    raw = parted(
        "Content-Type: text/plain; charset=koi8-r\n\nONE", "Content-Type: text/plain; charset=gbk\n\nTWO", html("x")
    )
    raw = raw.replace(b"ONE", RUSSIAN.encode("koi8-r")).replace(b"TWO", CHINESE.encode("gbk"))

    assert parse(raw).text == f"{RUSSIAN}\n\n{CHINESE}\n\nx"


def test_a_short_mail_in_letters_of_one_language_is_in_that_language():
    japanese = "お問い合わせありがとう".encode("iso2022_jp")

    assert parse(b"Content-Type: text/plain; charset=ISO-2022-JP\n\n" + japanese).language == "ja"
