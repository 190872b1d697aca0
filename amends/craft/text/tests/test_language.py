"""The language of a message is told even when it is short, and not guessed when it can't be told."""

import pytest

from amends.craft.text import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Great, thank you!", "en"),
        ("Yes please, thank you!", "en"),
        ("Hi, are you open on Saturday? Li", "en"),
        ("You billed me twice for February. Please correct it.", "en"),
        ("Vielen Dank!", "de"),
        ("Haben Sie am Samstag offen?", "de"),
        ("Der Deckel ist schon wieder kaputt, was nun?", "de"),
        ("Bonjour, je n'ai pas encore reçu ma commande. Merci", "fr"),
        ("Hola, no he recibido mi pedido todavía. Gracias", "es"),
        ("Buongiorno, non ho ancora ricevuto il mio ordine", "it"),
        ("Olá, ainda não recebi a minha encomenda. Obrigado", "pt"),
        ("Goedemiddag, ik heb mijn bestelling nog niet ontvangen", "nl"),
        ("Dzień dobry, nie dostałem jeszcze mojego zamówienia", "pl"),
        ("Dobrý den, ještě jsem nedostal svou objednávku", "cs"),
        ("Hej, jag har inte fått min beställning än. Tack", "sv"),
        ("Hej, jeg har ikke fået min bestilling endnu. Venlig hilsen", "da"),
        ("Hei, en ole vielä saanut tilausta. Kiitos", "fi"),
        ("Merhaba, siparişim hala gelmedi, neden?", "tr"),
        ("Bună ziua, încă nu am primit comanda mea", "ro"),
        ("Jó napot, még nem kaptam meg a rendelést. Köszönöm", "hu"),
        ("OK", "und"),
        ("4711", "und"),
        ("", "und"),
        ("Zxq blorf wug", "und"),
    ],
)
def test_short_customer_messages_are_told_apart(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    "text",
    ["Take care!!", "edit info on Pro account", "sure im waiting", "thank u", "my booking is k 293 x 4", "by mistake"],
)
def test_english_in_few_words_is_taken_for_nothing_else(text: str) -> None:
    assert language(text) in {"en", "und"}
