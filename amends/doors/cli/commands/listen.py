"""Say what a customer's message asks for, tells and feels."""

import argparse

from amends.craft.listening import Heard, as_json, hear
from amends.doors.cli.failures import Exit
from amends.doors.cli.printing import print_json
from amends.doors.cli.reading import STDIN, Question, answer_lines, choice_field, read_text, text_field, texts_field

CHANNELS = ("email", "chat", "phone", "voicemail", "letter", "web")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="?", default=STDIN, metavar="FILE", help="the message; - is stdin (default)")
    parser.add_argument("--channel", choices=CHANNELS, default="email", help="how it reached us")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    parser.add_argument("--jsonl", action="store_true", help="answer each JSON object of stdin by one line")


def run(options: argparse.Namespace) -> int:
    """Listen to one message, or to each of a batch."""
    if options.jsonl:
        return answer_lines(_answer)
    heard = hear(read_text(options.file), channel=options.channel)
    if options.json:
        print_json(as_json(heard))
    else:
        _tell(heard)
    return Exit.OK


def _answer(question: Question) -> dict[str, object]:
    heard = hear(
        text_field(question, "text"),
        channel=choice_field(question, "channel", CHANNELS, "email"),
        earlier=texts_field(question, "earlier"),
    )
    return as_json(heard)


def _tell(heard: Heard) -> None:
    """Say in words what was heard."""
    matter = "a complaint" if heard.is_complaint else "no complaint"
    print(f"{heard.tone}, {matter}, language {heard.language}")
    for title, spans in (("asks", heard.questions), ("requests", heard.requests), ("wants", heard.wants)):
        for span in spans:
            print(f"  {title:<9} {span.text}")
    for fact in heard.facts:
        print(f"  {fact.kind:<9} {fact.value}")
