"""Links of a mail: which may be followed, and where they go when their words say something else."""

import re
import unicodedata
from html import escape, unescape
from typing import Final
from urllib.parse import unquote, urlsplit

_LINK: Final = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>(.*?)</a>', re.DOTALL)
_HREF: Final = re.compile(r' href="([^"]*)"')
_TAG: Final = re.compile(r"<[^>]*>")
_WEB: Final = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]")
_HOST_IN_WORDS: Final = re.compile(r"(?<![\w-])[\w-]++(?:\.[\w-]++)++")
_ADDRESS_IN_WORDS: Final = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)*+")
_LOOKED_AT: Final = 500  # letters at each end of a link's words in which a name is looked for


def destination(href: str) -> str | None:
    """Return the address of a link as browsers read it, where it leads to the web, a mail address or a telephone."""
    address = _CONTROLS.sub("", href).strip()
    if address.startswith(("//", "\\\\")):
        address = f"https:{address}"
    elif address.lower().startswith("www."):
        address = f"https://{address}"
    scheme = address.partition(":")[0].lower()
    if scheme in {"mailto", "tel"}:
        return address
    if scheme not in {"http", "https"}:
        return None
    address = _WEB.sub(lambda found: f"{found[1].lower()}://", address.replace("\\", "/"), count=1)
    return address if host_of(address) else None


def host_of(address: str) -> str:
    """Return the host of a web address as the network knows it, other alphabets spelled out; "" where it has none."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
        return unicodedata.normalize("NFKC", unquote(host)).encode("idna").decode("ascii").lower()
    except (UnicodeError, ValueError):
        return ""


def say_where_links_go(html: str) -> str:
    """Give every link of sanitised HTML its address to point at; where its words name another place, say so beside it.

    Takes HTML as a sanitiser writes it: links closed, attributes in double quotes without angle brackets. What is said
    stands in an `output`, an element that no mail may bring along.
    """
    return _LINK.sub(lambda found: _link(found[1], found[2]), html)


def _link(attributes: str, inside: str) -> str:
    href = _HREF.search(attributes)
    if href is None:
        return f"<a{attributes}>{inside}</a>"
    address = unescape(href[1])
    note = _misleads(address, _words(inside))
    beside = f" <output>[{escape(note)}]</output>" if note else ""
    return f'<a{attributes} title="{escape(address)}">{inside}</a>{beside}'


def _words(inside: str) -> str:
    """Return the words of a link without what can't be seen in them."""
    seen = unescape(_TAG.sub("", inside))
    ends = seen if len(seen) <= 2 * _LOOKED_AT else f"{seen[:_LOOKED_AT]} {seen[-_LOOKED_AT:]}"
    words = unicodedata.normalize("NFKC", ends)
    return "".join(letter for letter in words if unicodedata.category(letter) != "Cf")


def _misleads(address: str, words: str) -> str:
    """Return where a link goes if its words name another place."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "mailto":
        to = unquote(rest.partition("?")[0]).strip().lower()
        addresses = _ADDRESS_IN_WORDS.findall(words.lower())
        return f"writes to {to}" if addresses and to not in addresses else ""
    if scheme.lower() == "tel":
        return ""
    host = host_of(address)
    hidden = "@" in urlsplit(address).netloc
    named = [name for name in _HOST_IN_WORDS.findall(words.lower()) if name.rpartition(".")[2].isalpha()]
    hosts = [host_of(f"https://{name}") or name for name in named]
    return f"goes to {host}" if hidden or any(not _same(name, host) for name in hosts) else ""


def _same(named: str, host: str) -> bool:
    bare = named.removeprefix("www.")
    return host == bare or host.endswith(f".{bare}")
