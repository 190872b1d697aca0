"""Text whose charset nobody named, or whose sender's program knew but one name."""

import pytest

from amends.craft.mail import parse

CENTRAL = ("cp1250", "iso8859-2")
SAID = {
    "pl": (
        CENTRAL,
        "W zeszłym tygodniu zamówiłem u Państwa ekspres do kawy, ale dzbanek był pęknięty. Proszę o zwrot.",
    ),
    "cs": (CENTRAL, "Před třemi týdny jsem si u vás objednal pračku a dodnes nepřišla. Žádám o vrácení peněz na účet."),
    "sk": (CENTRAL, "Minulý mesiac som si u vás kúpila vysávač a už prestal fungovať. Kedy ho dostanem späť?"),
    "hu": (
        CENTRAL,
        "Két hete rendeltem Önöktől egy hűtőszekrényt, de az ajtaja össze van törve. Kérem a pénzt vissza.",
    ),
    "ro": (CENTRAL, "Am comandat acum două săptămâni o lampă şi nici până astăzi nu am primit-o. Vă rog banii înapoi."),
    "hr": (CENTRAL, "Prije mjesec dana kupio sam kod vas usisavač i već je prestao raditi. Želio bih povrat novca."),
    "lt": (
        ("cp1257", "iso8859-13"),
        "Prieš tris savaites užsisakiau iš jūsų skalbimo mašiną, bet jos negavau iki šiol.",
    ),
    "lv": (
        ("cp1257", "iso8859-13"),
        "Pirms trim nedēļām es pie jums pasūtīju veļas mašīnu, bet līdz šim to neesmu saņēmusi.",
    ),
    "tr": (("cp1254", "iso8859-9"), "Üç hafta önce sizden bir çamaşır makinesi sipariş ettim ama hâlâ elime ulaşmadı."),
    "el": (("cp1253", "iso8859-7"), "Πριν από τρεις εβδομάδες παρήγγειλα ένα πλυντήριο και δεν το έχω παραλάβει."),
    "ru": (
        ("cp1251", "koi8-r", "iso8859-5", "cp866"),
        "Три недели назад я заказал у вас машину, но до сих пор её не получил.",
    ),
    "uk": (
        ("cp1251", "koi8-u"),
        "Три тижні тому я замовила у вас машину, але досі її не отримала, і ніхто не відповідає.",
    ),
    "bg": (("cp1251",), "Преди три седмици поръчах от вас пералня, но досега не съм я получил и никой не отговаря."),
    "de": (
        ("cp1252", "cp850", "mac_roman"),
        "Vor drei Wochen habe ich eine Spülmaschine bestellt; überweisen Sie das Geld zurück.",
    ),
    "fr": (
        ("cp1252", "mac_roman"),
        "J’ai commandé une machine à laver et je ne l’ai toujours pas reçue. Où est-elle passée ?",
    ),
    "es": (("cp1252",), "Hace tres semanas pedí una lavadora y todavía no la he recibido. ¿Cuándo llegará, señores?"),
    "pt": (
        ("cp1252",),
        "Há três semanas encomendei uma máquina de lavar e até hoje não a recebi. Não é a primeira vez.",
    ),
    "da": (
        ("cp1252",),
        "For tre uger siden bestilte jeg en vaskemaskine, og på mine breve svarer ingen. Det gør mig ked af det.",
    ),
    "is": (("cp1252",), "Fyrir þremur vikum pantaði ég þvottavél hjá ykkur og hún er ekki enn komin. Hvað er að?"),
    "sq": (
        ("cp1252",),
        "Para tri javësh kam porositur te ju një lavatriçe dhe ende nuk e kam marrë. Ju lutem, paratë.",
    ),
    "en": (("cp1252",), "I’ve waited for three weeks – the £399 were taken at once – and I don’t hear from you. Zoë"),
}
EVERY = [(codec, words) for codecs, words in SAID.values() for codec in codecs]
FOREIGN = [
    (codec, words)
    for code, (codecs, words) in SAID.items()
    for codec in codecs[:1]
    if code not in "de fr es pt da is en ro sq".split()
]


def _mail(body: bytes, type_: str = "") -> bytes:
    head = f"Content-Type: {type_}\n" if type_ else ""
    return f"From: ada@buyer.example\n{head}Content-Transfer-Encoding: 8bit\n\n".encode() + body


@pytest.mark.parametrize(("codec", "words"), EVERY)
def test_two_sentences_are_enough_to_tell_in_which_charset_they_stand(codec: str, words: str):
    assert parse(_mail(words.encode(codec, "ignore"))).text == words.encode(codec, "ignore").decode(codec)


@pytest.mark.parametrize("declared", ["unknown-8bit", "x-user-defined", "ansi", "default_charset", "us-ascii", "utf-8"])
def test_a_name_that_says_nothing_is_taken_for_none(declared: str):
    codecs, words = SAID["cs"]

    assert parse(_mail(words.encode(codecs[0]), f"text/plain; charset={declared}")).text == words


@pytest.mark.parametrize(("codec", "words"), FOREIGN)
def test_what_was_declared_western_and_is_clearly_not_is_read_as_what_it_is(codec: str, words: str):
    mail = parse(_mail(words.encode(codec), "text/plain; charset=iso-8859-1"))

    assert mail.text == words
    assert "bad_charset" in mail.problems


@pytest.mark.parametrize("code", ["de", "fr", "es", "pt", "da", "is", "en"])
def test_what_was_declared_western_and_may_be_stays_so(code: str):
    words = SAID[code][1]
    mail = parse(_mail(words.encode("cp1252"), "text/plain; charset=iso-8859-1"))

    assert mail.text == words
    assert not mail.problems or "bad_charset" not in mail.problems


def test_tags_and_plain_words_around_do_not_change_the_judgement():
    words = SAID["pl"][1]
    page = f"<html><body>{'<p>Your order has been sent to you, see below.</p>' * 20}<p>{words}</p></body></html>"

    assert words in parse(_mail(page.encode("cp1250"), "text/html")).text


@pytest.mark.parametrize(
    "name",
    [
        "Zoë", "Jürgen Müller", "François", "Núñez", "Peña", "Muñoz García", "São Paulo", "João", "Sørensen", "Bjørn",
        "Ångström", "Crème brûlée", "naïve", "Straße", "100 m²", "½", "£399", "£ 5", "¿Podrían?", "1º 3ª", "¥500",
        "5 × 3", "20°C", "“Hi” – ok…", "Sigurður Þórðarson", "Gonçalves", "Ça va", "l’été", "Björn Åkerlund",
    ],
)  # fmt: skip
def test_a_name_or_a_sign_alone_is_read_in_the_usual_charset(name: str):
    assert parse(_mail(name.encode("cp1252"))).text == name


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("Lech Wałęsa", "cp1250"), ("Lech Wałęsa", "iso8859-2"), ("Jiří Novák", "cp1250"), ("Antonín Dvořák", "cp1250"),
        ("Ayşe Yılmaz", "cp1254"), ("Mārtiņš Bērziņš", "cp1257"), ("Заказ 12", "koi8-r"), ("тест", "cp1251"),
        ("тест тест", "koi8-r"), ("ТЕСТ", "koi8-r"),
        ("Order 123456: заказ не пришёл", "cp1251"), ("Αθήνα", "cp1253"),
    ],
)  # fmt: skip
def test_names_of_elsewhere_are_read_where_their_letters_can_be_nothing_else(name: str, codec: str):
    assert parse(_mail(name.encode(codec))).text == name


def test_single_accents_among_utf_8_are_read_beside_it():
    assert parse(_mail(b"\xc2\xa1This works! \xa1This doesn't!", "text/plain; charset=utf-8")).text == (
        "¡This works! ¡This doesn't!"
    )
    assert parse(_mail("Größe und ".encode() + "Länge".encode("cp1252"))).text == "Größe und Länge"


def test_utf_7_with_something_else_in_it_is_read_as_far_as_it_goes():
    body = b"+AD4 Gr+APYA3w-e\n\nXj/kxdRlcPb+1fkUFAlx5WHkACgkQdRlcPb+1\nfkWe+-"

    mail = parse(_mail(body, "text/plain; charset=utf-7"))

    assert mail.text.startswith("> Größe")
    assert mail.text.endswith("fkWe+")


def test_utf_16_that_was_cut_in_the_midst_of_a_line_end_is_read():
    body = "Größe\n".encode("utf-16")[:-1]

    mail = parse(_mail(body, "text/plain; charset=utf-16"))

    assert (mail.text.strip(), "bad_charset" in mail.problems) == ("Größe", False)
