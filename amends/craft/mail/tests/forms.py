"""The forms in which the usual mail programs put what is answered under a reply, in their languages.

Every form holds what its writer said (`own`) and what came with it; `{quote}` stands for lines marked with `> `,
`{plain}` for the same lines unmarked.
"""

from dataclasses import dataclass

OWN = "The kettle is still broken.\nPlease call me back."
SAID = "Dear Ada,\nwe have sent you a new kettle.\nKind regards\nBen"
_QUOTE = "\n".join(f"> {line}" for line in SAID.split("\n"))


@dataclass(frozen=True)
class Form:
    name: str
    text: str
    own: str = OWN


def _top(name: str, head: str, *, marked: bool = True) -> Form:
    return Form(name, f"{OWN}\n\n{head}\n{_QUOTE if marked else SAID}\n")


def _block(name: str, *labels: str, rule: str = "") -> Form:
    values = (
        "Ben Bird <ben@desk.example>",
        "Monday, 2 November 2026 10:12",
        "Ada Lark <ada@lark.example>",
        "Re: Kettle",
    )
    lines = "\n".join(f"{label} {value}" for label, value in zip(labels, values, strict=True))
    return Form(name, f"{OWN}\n\n{rule}{lines}\n\n{SAID}\n")


WHO = "Ben Bird <ben@desk.example>"

FORMS = [
    _top("gmail en", f"On Mon, Nov 2, 2026 at 10:12 AM {WHO} wrote:\n"),
    _top(
        "gmail en, wrapped",
        "On Mon, Nov 2, 2026 at 10:12 AM Ben Bird <\nben.bird.of.the.long.address@desk.example> wrote:\n",
    ),
    _top("gmail de", f"Am Mo., 2. Nov. 2026 um 10:12 Uhr schrieb {WHO}:\n"),
    _top("gmail fr", f"Le lun. 2 nov. 2026 à 10:12, {WHO} a écrit :\n"),
    _top("gmail es", f"El lun, 2 nov 2026 a las 10:12, {WHO} escribió:\n"),
    _top("gmail it", f"Il giorno lun 2 nov 2026 alle ore 10:12 {WHO} ha scritto:\n"),
    _top("gmail pt", f"{WHO} escreveu (segunda, 2/11/2026 à(s) 10:12):\n"),
    _top("gmail pt-br", f"Em seg., 2 de nov. de 2026 às 10:12, {WHO} escreveu:\n"),
    _top("gmail nl", f"Op ma 2 nov 2026 om 10:12 schreef {WHO}:\n"),
    _top("gmail pl", f"pon., 2 lis 2026 o 10:12 {WHO} napisał(a):\n"),
    _top("gmail sv", f"Den mån 2 nov. 2026 kl 10:12 skrev {WHO}:\n"),
    _top("gmail da", f"Den man. 2. nov. 2026 kl. 10.12 skrev {WHO}:\n"),
    _top("gmail ru", f"пн, 2 нояб. 2026 г. в 10:12, {WHO}:\n"),
    _top("gmail cs", f"po 2. 11. 2026 v 10:12 odesílatel {WHO} napsal:\n"),
    _top("gmail tr", f"{WHO}, 2 Kas 2026 Pzt, 10:12 tarihinde şunu yazdı:\n"),
    _top("gmail hu", f"{WHO} ezt írta (időpont: 2026. nov. 2., H, 10:12):\n"),
    _top("gmail zh", "Ben Bird <ben@desk.example> 于2026年11月2日周一 上午10:12写道：\n"),
    _top("gmail ja", f"2026年11月2日(月) 10:12 {WHO}:\n"),
    _top("gmail ja, without an end", f"2026/11/02 {WHO}\n"),
    _top("gmail ko", f"2026년 11월 2일 (월) 오전 10:12, {WHO}님이 작성:\n"),
    _top("apple en", f"> On 2 Nov 2026, at 10:12, {WHO} wrote:\n> "),
    _top("apple en, unmarked head", f"On 2 Nov 2026, at 10:12, {WHO} wrote:\n"),
    _top("apple de", f"> Am 02.11.2026 um 10:12 schrieb {WHO}:\n> "),
    _top("apple de, unmarked quote", f"Am 02.11.2026 um 10:12 schrieb {WHO}:\n", marked=False),
    _top("apple fr", f"Le 2 nov. 2026 à 10:12, {WHO} a écrit :\n"),
    _top("apple es", f"El 2 nov 2026, a las 10:12, {WHO} escribió:\n"),
    _top("apple it", f"Il giorno 2 nov 2026, alle ore 10:12, {WHO} ha scritto:\n"),
    _top("apple nl", f"Op 2 nov. 2026 om 10:12 heeft {WHO} het volgende geschreven:\n"),
    _top("apple pl", f"Wiadomość napisana przez {WHO} w dniu 2 lis 2026, o godz. 10:12:\n"),
    _top("thunderbird en", "On 02/11/2026 10:12, Ben Bird wrote:"),
    _top("thunderbird de", "Am 02.11.26 um 10:12 schrieb Ben Bird:"),
    _top("thunderbird fr", "Le 02/11/2026 à 10:12, Ben Bird a écrit :"),
    _top("thunderbird es", "El 2/11/26 a las 10:12, Ben Bird escribió:"),
    _top("thunderbird it", "Il 02/11/2026 10:12, Ben Bird ha scritto:"),
    _top("thunderbird nl", "Op 2-11-2026 om 10:12 schreef Ben Bird:"),
    _top("thunderbird pl", "W dniu 02.11.2026 o 10:12, Ben Bird pisze:"),
    _top("thunderbird ru", "02.11.2026 10:12, Ben Bird пишет:"),
    _top("thunderbird ja", "On 2026/11/02 10:12, Ben Bird wrote:"),
    _top("yahoo", f"On Monday, 2 November 2026 at 10:12:13 GMT, {WHO} wrote:\n", marked=False),
    _top("yandex", '02.11.2026, 10:12, "Ben Bird" <ben@desk.example>:', marked=False),
    _top("zoho", "---- On Mon, 02 Nov 2026 10:12:13 +0000 ben@desk.example wrote ----\n", marked=False),
    _block("outlook en", "From:", "Sent:", "To:", "Subject:"),
    _block("outlook en, ruled", "From:", "Sent:", "To:", "Subject:", rule="_" * 32 + "\n"),
    _block("outlook en, bold", "*From:*", "*Sent:*", "*To:*", "*Subject:*", rule="-" * 30 + "\n\n"),
    _block("outlook en, original message", "From:", "Sent:", "To:", "Subject:", rule="-----Original Message-----\n"),
    _block("outlook de", "Von:", "Gesendet:", "An:", "Betreff:"),
    _block(
        "outlook de, original message",
        "Von:",
        "Gesendet:",
        "An:",
        "Betreff:",
        rule="-----Ursprüngliche Nachricht-----\n",
    ),
    _block("outlook fr", "De :", "Envoyé :", "À :", "Objet :"),
    _block("outlook es", "De:", "Enviado el:", "Para:", "Asunto:"),
    _block("outlook it", "Da:", "Inviato:", "A:", "Oggetto:"),
    _block("outlook pt", "De:", "Enviada em:", "Para:", "Assunto:"),
    _block("outlook nl", "Van:", "Verzonden:", "Aan:", "Onderwerp:"),
    _block("outlook pl", "Od:", "Wysłano:", "Do:", "Temat:"),
    _block("outlook sv", "Från:", "Skickat:", "Till:", "Ämne:"),
    _block("outlook da", "Fra:", "Sendt:", "Til:", "Emne:"),
    _block("outlook ru", "От:", "Отправлено:", "Кому:", "Тема:"),
    _block("outlook zh", "发件人:", "发送时间:", "收件人:", "主题:"),
    _block("outlook ja", "差出人:", "送信日時:", "宛先:", "件名:"),
    _block("outlook ko", "보낸 사람:", "보낸 날짜:", "받는 사람:", "제목:"),
    _block("gmail forward", "From:", "Date:", "To:", "Subject:", rule="---------- Forwarded message ---------\n"),
    _block("apple forward", "From:", "Date:", "To:", "Subject:", rule="Begin forwarded message:\n\n"),
    Form("marked lines alone", f"{OWN}\n\n{_QUOTE}\n"),
    Form("below the quotation", f"On 02/11/2026 10:12, Ben Bird wrote:\n{_QUOTE}\n\n{OWN}\n"),
    Form(
        "a sentence with a date",
        "On Monday 2 November I rang you at 10:12 and Ben wrote:\nit will come.\n\nIt has not.",
        own="On Monday 2 November I rang you at 10:12 and Ben wrote:\nit will come.\n\nIt has not.",
    ),
    Form(
        "a journey",
        "My ticket:\nFrom: Berlin\nTo: Munich\nDate: 3 May 2026 10:00\n\nThe train was late.",
        own="My ticket:\nFrom: Berlin\nTo: Munich\nDate: 3 May 2026 10:00\n\nThe train was late.",
    ),
    Form(
        "two labels",
        "From: your shop in Leeds\nTo: me\n\nThe parcel never came.",
        own="From: your shop in Leeds\nTo: me\n\nThe parcel never came.",
    ),
    Form(
        "a rule of dashes",
        "First the kettle.\n----\nThen the toaster!",
        own="First the kettle.\n----\nThen the toaster!",
    ),
]
