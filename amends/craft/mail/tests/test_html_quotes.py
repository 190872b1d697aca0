"""Where the words of a mail don't tell where its quotation begins, its HTML does."""

import pytest

from amends.craft.mail import parse, split_reply
from amends.craft.mail.tests.letters import html, letter, parted, plain

OWN = "The kettle leaks."
HEAD = "Ben Bird mentioned this some days ago"  # no mail program we know writes like this
SAID = "We have sent you a kettle."
UNMARKED = f"{OWN}\n\n{HEAD}\n{SAID}\nRegards, Ben\n"

REST = f"{SAID}<p>Regards, Ben</p>"
WHOLE = f"{HEAD}<div>{REST}</div>"

SIGNS = {
    "gmail": f'<div class="gmail_quote"><div class="gmail_attr">{HEAD}</div>{REST}</div>',
    "gmail, container": f'<div class="gmail_quote gmail_quote_container">{WHOLE}</div>',
    "outlook, answer": f'<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">{HEAD}</div>{REST}',
    "outlook, nested": f'<div id="x_divRplyFwdMsg">{HEAD}</div>{REST}',
    "outlook, ruled": f"<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>{HEAD}</b></div>{REST}",
    "outlook, mac": f'<span id="OLK_SRC_BODY_SECTION">{WHOLE}</span>',
    "hotmail": f'<hr id="stopSpelling">{HEAD}<br>{REST}',
    "thunderbird": f'<div class="moz-cite-prefix">{HEAD}<br></div><blockquote type="cite">{REST}</blockquote>',
    "apple": f'<blockquote type="cite">{WHOLE}</blockquote>',
    "yahoo": f'<div id="yahoo_quoted_1" class="yahoo_quoted">{WHOLE}</div>',
    "proton": f'<div class="protonmail_quote">{HEAD}<br><blockquote>{REST}</blockquote></div>',
    "zoho": f'<div class="zmail_extra">{WHOLE}</div>',
    "tuta": f'<blockquote class="tutanota_quote">{WHOLE}</blockquote>',
    "zimbra": f'<hr id="zwchr" data-marker="__DIVIDER__"><div>{HEAD}</div>{REST}',
    "roundcube": f'<p id="reply-intro">{HEAD}</p><blockquote type="cite">{REST}</blockquote>',
    "notes": f'<div class="domino-section"><div class="domino-section-head">{HEAD}</div>{REST}</div>',
    "gmx": f'<div name="quote" style="margin:10px">{WHOLE}</div>',
}


@pytest.mark.parametrize("quotation", SIGNS.values(), ids=SIGNS)
def test_the_sign_of_each_program_ends_the_reply(quotation: str):
    raw = parted(
        plain(UNMARKED), html(f"<p>{OWN}</p>{quotation}"), subtype="alternative", In_Reply_To="<ours@shop.example>"
    )

    mail = parse(raw)

    assert mail.reply == OWN
    assert SAID in mail.quoted


@pytest.mark.parametrize("quotation", SIGNS.values(), ids=SIGNS)
def test_the_sign_is_seen_in_a_mail_of_html_alone(quotation: str):
    mail = parse(letter(f"<p>{OWN}</p>{quotation}", Content_Type="text/html; charset=utf-8", Subject="Re: Kettle"))

    assert mail.reply == OWN
    assert SAID in mail.quoted


def test_the_line_above_a_marked_quotation_belongs_to_it():
    text = f"{HEAD}\n> {SAID}\n\n{OWN}\n"
    shown = f'<p>Hello Ben</p><div class="moz-cite-prefix">{HEAD}</div><blockquote type=cite>{SAID}</blockquote>{OWN}'

    split = split_reply(f"Hello Ben\n\n{text}", html=shown)

    assert split.own_words == f"Hello Ben\n\n{OWN}"
    assert HEAD in split.quoted


def test_words_below_a_quotation_are_not_hidden_by_a_sign():
    shown = f'<p>Hello</p><div class="gmail_quote">{HEAD}<blockquote>{SAID}</blockquote><p>{OWN}</p></div>'

    assert OWN in split_reply(f"Hello\n\n{HEAD}\n{SAID}\n\n{OWN}\n", html=shown).reply


def test_words_below_the_element_that_bears_the_sign_are_not_hidden():
    shown = f'<p>Hello</p><div class="gmail_quote">{HEAD}<div>{SAID}</div></div><p>{OWN}</p>'

    assert OWN in split_reply(f"Hello\n\n{HEAD}\n{SAID}\n\n{OWN}\n", html=shown).reply


def test_a_sign_above_all_words_hides_nothing():
    shown = f'<div class="gmail_quote">{HEAD}<div>{SAID}</div></div>'

    assert split_reply(f"{HEAD}\n{SAID}\n", html=shown).reply == f"{HEAD}\n{SAID}"


def test_a_sign_whose_words_stand_twice_is_not_believed():
    shown = f'<p>{SAID}</p><p>{OWN}</p><div class="gmail_quote">{SAID}</div>'

    assert OWN in split_reply(f"{SAID}\n{OWN}\n{SAID}\n", html=shown).reply
