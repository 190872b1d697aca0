"""Plain words for what is wrong with a mail, why it lies on the pile, and what was left out of it."""

from collections.abc import Iterable

PROBLEMS = {
    "empty": "There are no words in it and no file.",
    "no_from": "It names no sender.",
    "many_from": "It names more than one sender; the first counts.",
    "no_message_id": "It has no Message-ID, so answers to it may be harder to bring together.",
    "no_date": "It does not say when it was written.",
    "bad_date": "When it was written can't be read.",
    "bad_header": "A line of its head is damaged.",
    "bad_boundary": "Where its parts begin and end is damaged; nothing was thrown away.",
    "too_deep": "Some parts lie too deep to be shown; they are kept as a file.",
    "too_many_parts": "This mail has more parts than are shown.",
    "too_many_addresses": "It names more addresses than are listed.",
    "stray_words": "Its words stood outside its parts, where many mail programs don't show them.",
    "bad_encoding": "Part of this mail is damaged.",
    "bad_charset": "Some letters could not be read for certain.",
    "encrypted": "The words are encrypted; only the key they were meant for opens them.",
    "tnef": "Files came wrapped in a winmail.dat that can't be opened.",
    "partial": "This is one piece of a mail that was sent in several.",
    "unreadable": "Nothing could be made of it; see it as it arrived.",
    "message_id_reused": "Another mail bears the same Message-ID.",
    "withheld": "The mail server did not hand it over, however often it was asked.",
    "loop": "It looks like two machines answering each other; it is kept quietly and owes nothing.",
    "many_alike": "Many more like this came within the hour; they lie on the pile.",
    "called_spam": "Somebody marked a mail of ours as spam. Ask in another way before you write there again.",
}
"""What was wrong with a mail, by its code."""

_OF_NO_USE = frozenset(
    {"no_message_id", "no_date", "bad_date", "bad_header", "empty", "no_from", "withheld", "encrypted"}
)
"""What says nothing to people who read the words, or is said beside them."""

WHY = {
    "empty": "It is empty: there is not a single byte of mail in it.",
    "too_big": "It is bigger than this desk takes in; the original is kept.",
    "unreadable": "It could not be read; the original is kept.",
    "no_sender": "It names no sender, so nobody can be answered.",
    "ourselves": "It came from one of our own mailboxes.",
    "our_test": "It is a test mail of this mailbox, which can send and receive.",
    "automatic": "It was sent by a machine, into no case of ours.",
    "bounce": "It says that a mail came back, but none of ours that we know.",
    "agent": "It came from a colleague's own address.",
    "not_for_us": "It is not for us.",
    "loop": "It looks like two machines answering each other; nothing was answered, and nothing is lost.",
    "refused": "This desk would not take it in by itself.",
}
"""Why a mail lies on the pile, by its reason."""

LEFT_OUT = {
    "script": "programs",
    "form": "a form to fill in",
    "media": "sound or film",
    "frame": "a page within the page",
    "drawing": "a drawing",
    "layout": "some of its layout",
}
"""What HTML lost before it was shown, by its code."""

_SEALS = {
    "signed": "Signed ({way}). The signature is not checked here.",
    "encrypted": "Encrypted ({way}). It can't be read here: ask them to write without, or to call.",
}
_WAYS = {"smime": "S/MIME", "pgp": "PGP"}
_CHECKS = {
    "spf": "its server is not known to send for {domain} (SPF)",
    "dkim": "the mark of {domain} on it does not hold (DKIM)",
    "dmarc": "it does not pass what {domain} asks of its own mail (DMARC)",
}


def problem_words(codes: Iterable[str], *, reading: bool = False) -> tuple[str, ...]:
    """Return what was wrong with a mail; while `reading` it, only what matters to its words."""
    return tuple(PROBLEMS[code] for code in codes if code in PROBLEMS and not (reading and code in _OF_NO_USE))


def why_piled(reason: str, problems: Iterable[str]) -> str:
    """Return why a mail lies on the pile."""
    return WHY.get("our_test" if "our_test" in problems else reason, reason)


def seal_words(way: str, what: str) -> str:
    """Return how a mail was protected."""
    return _SEALS.get(what, "Sealed ({way}).").format(way=_WAYS.get(way, way))


def check_words(method: str, domain: str) -> str:
    """Return what a failed check of the sender means."""
    return _CHECKS.get(method, "it failed a check for {domain}").format(domain=domain or "its sender")


def left_out_words(codes: Iterable[str]) -> str:
    """Return what was left out of HTML as one list of words."""
    return ", ".join(LEFT_OUT[code] for code in codes if code in LEFT_OUT)
