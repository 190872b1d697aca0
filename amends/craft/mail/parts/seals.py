"""How the words of a mail were protected: S/MIME and PGP by the types and names of their parts."""

from typing import Final, Literal

from amends.craft.mail.mail import Seal
from amends.craft.mail.wire.mime import Part
from amends.craft.mail.wrapped.cms import Wrapped, open_cms

WRAPPED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURES: Final[dict[str, Literal["smime", "pgp"]]] = {
    "application/pkcs7-signature": "smime",
    "application/x-pkcs7-signature": "smime",
    "application/pgp-signature": "pgp",
}
_PGP_ENCRYPTED: Final = "application/pgp-encrypted"
_NAME: Final = "smime.p7m"
_UNTYPED: Final = "application/octet-stream"


def seal_of(part: Part) -> Seal | None:
    """Tell the seal that a part shows: one made of signed words and a signature, or one of a type for it."""
    if part.type == "multipart/encrypted":
        return Seal("smime" if "pkcs7" in part.params.get("protocol", "").lower() else "pgp", "encrypted")
    if part.type == _PGP_ENCRYPTED:
        return Seal("pgp", "encrypted")
    if part.type == "multipart/signed":
        types = (part.params.get("protocol", "").lower(), *(child.type for child in part.parts))
        return Seal(next((_SIGNATURES[type_] for type_ in types if type_ in _SIGNATURES), "pgp"), "signed")
    return Seal(_SIGNATURES[part.type], "signed") if part.type in _SIGNATURES else None


def wraps_words(part: Part, name: str, *, alone: bool) -> bool:
    """Tell a mail wrapped by S/MIME from a signed file that merely came along, such as `contract.pdf.p7m`."""
    if name.lower() == _NAME:
        return part.type in WRAPPED or part.type == _UNTYPED
    return part.type in WRAPPED and (alone or not name)


def unwrap(part: Part, data: bytes, *, allowance: int) -> Wrapped:
    """Open what S/MIME wrapped; what can't be opened is what its header says it is."""
    wrapped = open_cms(data, allowance=allowance)
    if wrapped.what != "unknown":
        return wrapped
    told = part.params.get("smime-type", "").lower()
    return Wrapped("signed" if told in {"signed-data", "certs-only"} else "encrypted")
