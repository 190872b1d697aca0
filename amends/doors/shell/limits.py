"""How often somebody may try something: counted in the cache that all processes share."""

import hashlib
import ipaddress
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.core.cache import cache

if TYPE_CHECKING:
    from django.http import HttpRequest

_NETWORK_BITS = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in each stretch of `seconds`."""

    name: str
    most: int
    seconds: int

    def allows(self, who: str) -> bool:
        """Count one more time for `who` (an address, the key of a row), and say whether that is within the limit."""
        stretch = int(time.time()) // self.seconds
        key = f"limit:{self.name}:{stretch}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
        count = int(cache.get(key, 0)) + 1
        if count <= self.most:
            cache.set(key, count, self.seconds)
        return count <= self.most


def visitor(request: "HttpRequest") -> str:
    """Return where a request comes from, behind the proxies we trust; one network of version 6 counts as one."""
    address: str = get_adapter(request).get_client_ip(request)
    if ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/{_NETWORK_BITS}", strict=False))
