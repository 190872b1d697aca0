"""Subjects without what answering and sending on puts before them."""

import re
from typing import Final

_ANSWERS: Final = (
    "re|aw|antw|antwort|antwoord|sv|svar|odp|odpověď|odg|ynt|cevap|yan|res|resp|respuesta|rép|rep|réf|rif|ref|r|"
    "отв|ответ|відп|ha|vá|atb|ats|bls|σχετ|απ|答复|答覆|回复|回覆|回信|返信|返|답장|회신|réponse|"
    "השב|תשובה|رد|jawab|balas|trả lời"
)
_FORWARDS: Final = (
    "fw|fwd|forward|wg|w\\.|weitergeleitet|wtr|tr|transf|réexp|rv|reenv|reenviado|i|inoltro|enc|encam|encaminhada|pd|"
    "przekaz|doorst|doorgest|vb|vbef|vs|vl|videresendt|fs|přep|wl|továbbítva|ilt|i̇lt|ivt|iletilen|пер|пересл|πρθ|"
    "转发|轉寄|轉發|転送|전달|هدایت|הועבר|إعادة توجيه|terusan"
)
_COUNT: Final = r"\s*+(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,2}|\^\d{1,3}|\*\d{1,3})?\s*+[:：﹕]\s*+"
_WARNED: Final = (
    r"\[(?:ext|external|extern|externe|externo|esterno|zewn|ext mail|external mail|external email|spam)\]:?\s*+"
)
_ONE: Final = rf"(?:(?:{_ANSWERS}|{_FORWARDS}){_COUNT}|{_WARNED})"
_PREFIX: Final = re.compile(f"(?:{_ONE})+", re.IGNORECASE)
_LISTED: Final = re.compile(rf"(\[[^\[\]]{{1,40}}\]\s*+)(?:{_ONE})+", re.IGNORECASE)
_ANSWER: Final = re.compile(rf"(?:{_WARNED}|\[[^\[\]]{{1,40}}\]\s*+)*(?:{_ANSWERS}){_COUNT}", re.IGNORECASE)
_FORWARD: Final = re.compile(rf"(?:{_WARNED}|\[[^\[\]]{{1,40}}\]\s*+)*(?:{_FORWARDS}){_COUNT}", re.IGNORECASE)
_ENDS: Final = re.compile(r"[(\[](?:fwd|forwarded)[)\]]\s*+$", re.IGNORECASE)


def bare_subject(subject: str) -> str:
    """Give `subject` without "Re:", "AW:", "Fwd:", "[EXTERNAL]" and their like, however many there are.

    What a list puts into brackets stays, being the same in every mail of a thread; a "Re:" behind it goes.
    """
    subject = _without_prefixes(subject.lstrip())
    listed = _LISTED.match(subject)
    return f"{listed[1]}{subject[listed.end() :]}" if listed else subject


def is_forward(subject: str) -> bool:
    """Tell whether `subject` says that a mail was sent on, and not that such a one is answered."""
    subject = subject.strip()
    return bool(_FORWARD.match(subject) or _ENDS.search(subject[-40:]))


def is_answer(subject: str) -> bool:
    """Tell whether `subject` says that a mail is answered."""
    return bool(_ANSWER.match(subject.strip()))


def _without_prefixes(subject: str) -> str:
    match = _PREFIX.match(subject)
    return subject[match.end() :] if match else subject.strip()
