"""Reports of mail servers to the owner of a domain: DMARC's (RFC 7489, 9990) and those about TLS (RFC 8460)."""

import re
from collections.abc import Sequence
from typing import Final

from amends.craft.mail.wire.mime import Part
from amends.craft.mail.wire.params import name_of

# receiver!domain!begin!end, perhaps with a unique word behind it
_NAME: Final = re.compile(
    r"[\w.-]{1,255}![\w.-]{1,255}!\d{9,14}!\d{9,14}(?:![\w.-]{1,100})?(?:\.(?:xml|json))?(?:\.(?:gz|gzip|zip))?",
    re.ASCII | re.IGNORECASE,
)
_SUBJECT: Final = re.compile(r"(?:\[[^\[\]]{1,40}\] *)?report domain: ?\S{3,255}\s+submitter: ?\S")
_FILES: Final = (
    "application/gzip", "application/x-gzip", "application/zip", "application/x-zip", "application/octet-stream",
    "application/xml", "text/xml", "application/json", "application/dmarc", "application/tlsrpt",
)  # fmt: skip


def is_aggregate(root: Part, leaves: Sequence[Part], subject: str) -> bool:
    """Tell a report on all the mail of a domain; `subject` is folded, and whole, so that nobody's "Fwd:" is one."""
    if root.params.get("report-type", "").lower() == "tlsrpt" or root.headers.has("tls-report-domain"):
        return True
    files = [leaf for leaf in leaves if leaf.type.startswith(_FILES)]
    if any(leaf.type.startswith("application/tlsrpt") or _NAME.fullmatch(_name(leaf)) for leaf in files):
        return not root.headers.has("in-reply-to")
    return bool(files and _SUBJECT.match(subject))


def _name(part: Part) -> str:
    return name_of(part.disposition[1], "filename") or name_of(part.params, "name")
