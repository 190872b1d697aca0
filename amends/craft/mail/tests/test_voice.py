"""Voice messages of the usual phone systems are known, with who called and how long."""

import pytest

from amends.craft.mail import as_json, parse
from amends.craft.mail.mail import Mail, Voice
from amends.craft.mail.tests.letters import letter, parted, plain

WAV = "Content-Type: audio/wav; name={name}\nContent-Disposition: attachment; filename={name}\n\nRIFF"


def called(
    subject: str, text: str = "", sender: str = "Phones <phones@shop.example>", name: str = "a.wav", **headers: str
) -> Mail:
    return parse(parted(plain(text), WAV.format(name=f'"{name}"'), Subject=subject, From=sender, **headers))


SYSTEMS = {
    "asterisk": (
        called(
            '[PBX]: New message 3 in mailbox 101 from "Ada Lark" <02079460000>',
            "Dear Desk:\n\n\tJust wanted to let you know you were just left a 0:35 long message (number 3)\n"
            'in mailbox 101 from "Ada Lark" <02079460000>, on Monday, November 02, 2026 at 10:12:00 AM '
            "so you might\nwant to check it.",
            "Asterisk PBX <asterisk@pbx.example>",
            "msg0002.wav",
            X_Asterisk_CallerID="02079460000",
        ),
        Voice("02079460000", 35),
    ),
    "freepbx": (
        called(
            "Voicemail from WIRELESS CALLER <5551234567>", "Length: 1:04\n", "FreePBX <vm@pbx.example>", "msg0000.WAV"
        ),
        Voice("5551234567", 64),
    ),
    "cisco unity": (
        called(
            "Message from Unknown sender (0341 123456)",
            "",
            "Cisco Unity Connection <unityconnection@pbx.example>",
            "VoiceMessage.wav",
        ),
        Voice("0341 123456", None),
    ),
    "cisco, by number": (
        called("Message from +14085550123", "", "+14085550123 <unityconnection@pbx.example>", "VoiceMessage.wav"),
        Voice("+14085550123", None),
    ),
    "avaya": (
        called(
            "Voice Message",
            "Caller: 0113 496 0000\nDuration: 00:00:42\n",
            "Avaya Messaging <messaging@pbx.example>",
            "VoiceMessage.wav",
            Message_Context="voice-message",
        ),
        Voice("0113 496 0000", 42),
    ),
    "3cx": (
        called(
            "New Voicemail from 00441134960000",
            "You have received a voicemail from 00441134960000 (Ada Lark).\nDuration: 12 seconds",
            "3CX Phone System <noreply@3cx.example>",
            "vmail_100_00441134960000_20261102101200.wav",
        ),
        Voice("00441134960000", 12),
    ),
    "ringcentral": (
        called(
            "New Voice Message from (650) 555-0123 on 11/02/2026 10:12 AM",
            "You Have a New Voice Message\nFrom: (650) 555-0123\nReceived: Monday, November 02, 2026 at 10:12 AM\n"
            "Length: 00:31\n",
            "RingCentral <notify@ringcentral.example>",
            "Voice Message.mp3",
        ),
        Voice("(650) 555-0123", 31),
    ),
    "teams": (
        called(
            "Voicemail (35 seconds)",
            "Hello, this is Ada. My kettle is broken.\n\nYou received a voice mail from +44 113 496 0000.",
            "+44 113 496 0000 <noreply@skype.voicemail.example>",
            "audio.mp3",
            X_CallingTelephoneNumber="+441134960000",
            X_VoiceMessageDuration="35",
            Content_Class="Voice-CA",
        ),
        Voice("+441134960000", 35),
    ),
    "exchange": (
        called(
            "Voice Mail from Ada Lark (1 minute 4 seconds)",
            "You received a voice mail from Ada Lark at 4711.",
            "Ada Lark <ada@lark.example>",
            "4711 (64 seconds) Voice Mail.wma",
            X_VoiceMessageDuration="64",
            X_AttachmentOrder="4711 (64 seconds) Voice Mail.wma",
            Content_Class="urn:content-classes:voice",
        ),
        Voice("Ada Lark", 64),
    ),
    "exchange de": (
        called(
            "Voicemail von 0341 1234567 (14 Sekunden)",
            "",
            "0341 1234567 <um@lark.example>",
            "0341 1234567 (14 Sekunden) Voicemail.mp3",
        ),
        Voice("0341 1234567", 14),
    ),
    "vonage": (
        called(
            "Vonage Voicemail: New message from 16505550123",
            "Duration - see phone",
            "Vonage <voicemail@vonage.example>",
        ),
        Voice("16505550123", None),
    ),
    "fritz!box": (
        called(
            'Nachricht auf Anrufbeantworter "Anrufbeantworter 1" von 03411234567',
            "Ihre FRITZ!Box hat eine Nachricht aufgenommen.\n"
            "Anrufer: 03411234567\nDatum: 02.11.26\nUhrzeit: 10:12 Uhr\nDauer: 00:35",
            "FRITZ!Box <fritz@home.example>",
            "02.11.26_10.12_Telefonnummer_03411234567.wav",
        ),
        Voice("03411234567", 35),
    ),
    "sprachbox": (
        called(
            "Neue Nachricht in Ihrer SprachBox von 01701234567",
            "Dauer: 27 Sekunden",
            "SprachBox <sprachbox@telekom.example>",
            "nachricht.mp3",
        ),
        Voice("01701234567", 27),
    ),
    "french": (
        called(
            "Nouveau message vocal de 01 23 45 67 89", "Durée : 0:48\n", "Messagerie vocale <messagerie@pbx.example>"
        ),
        Voice("01 23 45 67 89", 48),
    ),
    "french, by name": (called("Message vocal de Zoé Petit", "Durée : 12 secondes"), Voice("Zoé Petit", 12)),
    "spanish": (
        called("Nuevo mensaje de voz de 912345678", "Duración: 22 segundos\nTeléfono: 912345678"),
        Voice("912345678", 22),
    ),
    "italian": (called("Nuovo messaggio vocale da 0612345678", "Durata: 1:10"), Voice("0612345678", 70)),
    "dutch": (called("Nieuw voicemailbericht van 0201234567", "Duur: 15 seconden"), Voice("0201234567", 15)),
    "withheld": (called("Voicemail from Anonymous", "Caller: unknown\nLength: 9 sec"), Voice("", 9)),
    "says nothing": (called("New voice message", "Listen to the file.", "Desk <box@shop.example>"), None),
    "untyped recording": (
        parse(
            parted(
                plain("x"),
                "Content-Type: application/octet-stream; name=msg0004.gsm\n\nGSM",
                Subject="New message 4 in mailbox 7 from 02079460000",
            )
        ),
        Voice("02079460000", None),
    ),
    "duration of the recording": (
        parse(parted(plain("x"), "Content-Type: audio/32KADPCM\nContent-Duration: 33\n\nx", subtype="voice-message")),
        Voice("", 33),
    ),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_voice_message_says_who_called_and_how_long(system: str):
    mail, voice = SYSTEMS[system]

    assert mail.kind == "voicemail"
    assert mail.voice == voice
    assert mail.passed_on


@pytest.mark.parametrize(
    "mail",
    [
        called("Call", "I left you a voice message, here it is again.", "Ada Lark <ada@lark.example>", "call.m4a"),
        called("Noise of the kettle", "Hear the noise it makes.", "Ada Lark <ada@lark.example>", "Recording 3.m4a"),
        called("Re: Kettle", "As I said.", "Ada Lark <ada@lark.example>", "PTT-20261102-WA0001.opus"),
        parse(letter(Subject="Your voice message was rude")),
        parse(letter("Nobody answers my voicemail!", Subject="Voicemail full")),
        parse(letter(Subject="Missed call from you yesterday")),
        parse(
            parted(plain("x"), "Content-Type: application/pdf; name=voicemail.pdf\n\nx", Subject="Bill for voicemail")
        ),
    ],
)
def test_a_person_who_sends_or_speaks_of_a_recording_is_no_phone_system(mail: Mail):
    assert (mail.kind, mail.voice, mail.passed_on) == ("message", None, False)


def test_phone_systems_are_machines_that_pass_a_person_on():
    mail = called("New voicemail from 0341 123456", Auto_Submitted="auto-generated", Return_Path="<>")

    assert (mail.kind, mail.automatic, mail.passed_on) == ("voicemail", True, True)


def test_a_note_of_a_missed_call_is_passed_on():
    mail = parse(
        letter(
            Subject="Missed call from Ada",
            Content_Class="urn:content-classes:missedcall",
            Auto_Submitted="auto-generated",
        )
    )

    assert (mail.kind, mail.automatic, mail.passed_on) == ("message", True, True)


def test_a_voice_message_has_a_key_of_its_own():
    mail = called("Voicemail from 0341 123456 (0:35)")

    assert as_json(mail, "-")["voice"] == {"caller": "0341 123456", "seconds": 35}
    assert "voice" not in as_json(called("New voice message", "", "Desk <box@shop.example>"), "-")


PDF = 'Content-Type: application/pdf; name="{name}"\nContent-Disposition: attachment\n\n%PDF-1.4'
TIFF = 'Content-Type: image/tiff; name="{name}"\n\nII*'


@pytest.mark.parametrize(
    ("mail", "passed_on"),
    [
        (
            parse(
                parted(
                    plain(""),
                    PDF.format(name="doc00012320261102.pdf"),
                    Subject="Scanned from a Xerox Multifunction Printer",
                )
            ),
            False,
        ),
        (
            parse(
                parted(
                    PDF.format(name="Scan_0001.pdf"), Subject="Message from KMBT_C224", Auto_Submitted="auto-generated"
                )
            ),
            True,
        ),
        (
            parse(
                parted(
                    plain("Attached Image"), TIFF.format(name="0001.tif"), Subject="Attached Image", Precedence="bulk"
                )
            ),
            True,
        ),
        (
            parse(
                parted(
                    plain(""),
                    TIFF.format(name="fax.tif"),
                    Subject="Fax von 0341 123456 (2 Seiten)",
                    Auto_Submitted="auto-generated",
                )
            ),
            True,
        ),
        (
            parse(
                parted(
                    plain(""),
                    TIFF.format(name="1.tif"),
                    Subject="Incoming",
                    Message_Context="fax-message",
                    Return_Path="<>",
                )
            ),
            True,
        ),
        (
            parse(
                parted(
                    PDF.format(name="a.pdf"),
                    From="eFax <message@inbound.efax.example>",
                    Subject="2 pages",
                    Return_Path="<>",
                )
            ),
            True,
        ),
        (
            parse(
                parted(
                    plain("Your invoice."),
                    PDF.format(name="invoice.pdf"),
                    Subject="Invoice",
                    Auto_Submitted="auto-generated",
                )
            ),
            False,
        ),
        (parse(letter(Subject="Fax machine broken", Auto_Submitted="auto-generated")), False),
        (parse(letter("", Content_Type='application/pdf; name="scan.pdf"', Subject="")), False),
    ],
)
def test_scanned_letters_and_faxes_are_messages_of_a_person(mail: Mail, passed_on: bool):
    assert mail.kind in {"message", "list"}
    assert mail.passed_on is passed_on
    assert "empty" not in mail.problems


@pytest.mark.parametrize(
    "words",
    [
        "You have a new voice message from the front door.",
        "Sie haben eine neue Sprachnachricht.",
        "Vous avez reçu un nouveau message vocal.",
        "Tiene un nuevo mensaje de voz en su buzón.",
        "Hai ricevuto un messaggio vocale.",
        "Você recebeu uma nova mensagem de voz.",
        "U heeft een nieuw voicemailbericht ontvangen.",
        "Masz nową wiadomość głosową.",
        "Du har ett nytt röstmeddelande.",
        "У вас новое голосовое сообщение.",
        "新しいボイスメールがあります。",
        "您有一条新的语音留言。",
    ],
)
def test_a_system_that_bears_no_sign_is_known_by_what_it_says_beside_a_recording(words: str):
    mail = called("Call", words, "Office <office@shop.example>", "call.mp3")

    assert (mail.kind, mail.passed_on) == ("voicemail", True)
    assert called(
        "Call", words + " " + "And then it broke again. " * 80, "Ada <ada@lark.example>", "call.mp3"
    ).kind == ("message")
