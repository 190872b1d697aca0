"""Letters that only one language is written in name it, however few they are."""

import pytest

from amends.craft.text.alphabets import language_of_letters


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("お問い合わせありがとう", "ja"),
        ("ポットが壊れました", "ja"),
        ("返金希望です", "ja"),
        ("ﾎﾟｯﾄ", "ja"),
        ("주전자가 고장났어요", "ko"),
        ("สวัสดี", "th"),
        ("שלום", "he"),
        ("Ευχαριστώ", "el"),
        ("გმადლობთ", "ka"),
        ("Շնորհակալություն", "hy"),
        ("我的水壶坏了，请你们尽快给我打电话好吗", "zh"),
        ("注文番号", "und"),
        ("iPhone 17 は壊れています。", "ja"),
        ("The word שלום means peace", "und"),
        ("Здравствуйте", "und"),
        ("مرحبا", "und"),
        ("Größe", "und"),
        ("hello", "und"),
        ("€ 5", "und"),
        ("", "und"),
    ],
)
def test_the_letters_name_the_language(text: str, code: str) -> None:
    assert language_of_letters(text) == code
