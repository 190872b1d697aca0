"""Servers that say in their own language that a mail did not arrive, or not yet."""

import json

import pytest

from amends.craft.mail import Bounce, parse
from amends.craft.mail.tests.letters import letter

ADA = "ada@lark.example"
SUBJECTS = {
    "de": "Unzustellbar: Ihr Kessel",
    "fr": "Non remis : Votre bouilloire",
    "es": "No se puede entregar: Su hervidor",
    "it": "Non recapitabile: Il bollitore",
    "nl": "Onbestelbaar: Uw waterkoker",
    "pt": "Não é possível entregar: A chaleira",
    "pl": "Niedostarczalne: Czajnik",
    "sv": "Går inte att leverera: Kokaren",
    "da": "Kan ikke leveres: Kedlen",
    "fi": "Ei voi toimittaa: Keitin",
    "cs": "Nedoručitelné: Konvice",
    "sk": "Nedoručiteľné: Kanvica",
    "hu": "Kézbesíthetetlen: Vízforraló",
    "ro": "Nelivrabil: Fierbător",
    "tr": "Teslim edilemeyen: Su ısıtıcı",
    "el": "Δεν είναι δυνατή η παράδοση: Βραστήρας",
    "ru": "Недоставлено: Чайник",
    "uk": "Недоставлене: Чайник",
    "ja": "配信不能: やかん",
    "zh": "未送达: 水壶",
    "zh_tw": "無法傳遞: 水壺",
    "ko": "배달되지 않음: 주전자",
    "ar": "تعذر التسليم: غلاية",
    "he": "לא ניתן למסירה: קומקום",
}
DELAYS = {
    "de": ("Zustellung verzögert: Kessel", "Es wird weiterhin versucht, die Nachricht zuzustellen."),
    "fr": ("Retard de remise : bouilloire", "Le message n'a pas encore été remis."),
    "es": ("Entrega retrasada: hervidor", "Este mensaje todavía no se ha entregado."),
    "it": ("Recapito ritardato: bollitore", "Il messaggio non è ancora stato recapitato."),
    "nl": ("Bezorging vertraagd: waterkoker", "De bezorging is vertraagd."),
    "pt": ("Entrega atrasada: chaleira", "A entrega está atrasada."),
    "pl": ("Dostarczanie opóźnione: czajnik", "Dostarczanie jest opóźnione."),
    "ja": ("配信遅延: やかん", "配信が遅延しています。"),
    "zh": ("延迟送达: 水壶", "此邮件的传递已延迟。"),
}


@pytest.mark.parametrize("code", SUBJECTS)
def test_a_server_is_understood_in_its_language(code: str):
    mail = parse(letter(f"x:\n\n{ADA}\n", From="Microsoft Outlook <NoReply@lark.example>", Subject=SUBJECTS[code]))

    assert mail.kind == "bounce"
    assert mail.bounce
    assert (mail.bounce.recipient, mail.bounce.permanent) == (ADA, True)


@pytest.mark.parametrize("code", DELAYS)
def test_who_goes_on_trying_has_not_failed(code: str):
    subject, words = DELAYS[code]
    mail = parse(letter(f"{ADA}\n\n{words}\n", From="postmaster@mx.example", Return_Path="<>", Subject=subject))

    assert mail.kind == "bounce"
    assert mail.bounce == Bounce(ADA, None, permanent=False, original_message_id=None)


def test_a_recipient_without_a_domain_is_one_of_the_servers_own():
    words = "Your mail to the following recipients could not be delivered, they take no pictures:\n\tadalark\n"

    mail = parse(letter(words, From="MAILER-DAEMON@lark.example", Subject="Mail Delivery Problem"))

    assert mail.bounce
    assert mail.bounce.recipient == "adalark@lark.example"


def test_the_notice_of_a_service_in_json_is_a_bounce():
    notice = {
        "notificationType": "Bounce",
        "bounce": {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": ADA, "status": "5.1.1"}]},
        "mail": {"messageId": "0100-x", "commonHeaders": {"messageId": "<ours@shop.example>"}},
    }

    mail = parse(letter(json.dumps(notice) + "\n\n--\nTo stop this, click", Subject="Notification Message"))

    assert mail.kind == "bounce"
    assert mail.bounce == Bounce(ADA, "5.1.1", permanent=True, original_message_id="ours@shop.example")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"notificationType": "Bounce", "bouncedRecipients": [',
        '{"notificationType": "Delivery", "bouncedRecipients": []}',
        '["bouncedRecipients"]',
        '{"bouncedRecipients": 1, "notificationType": 2}',
        "{" * 50_000 + "bouncedRecipients",
    ],
)
def test_what_only_looks_like_such_a_notice_is_a_message(text: str):
    assert parse(letter(text)).kind == "message"
