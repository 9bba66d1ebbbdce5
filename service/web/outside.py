"""Requests from here to addresses that somebody else named: never to this machine or its neighbours.

The name is resolved here, every address it has is looked at, and the connection goes to the address that was looked at,
so that a name cannot point elsewhere a moment later. Redirects are not followed by the client; see `fetching`.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

#: Seconds for connecting, and between two pieces of an answer.
_TIMEOUT = httpx.Timeout(10.0)
#: Seconds for all of it: an answer may come in pieces without end.
_DEADLINE = 20.0
#: IPv6 addresses that a gateway turns into the IPv4 address in their last 32 bits.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_AGENT = "Overlooked/1"


class AddressRefused(ValueError):
    """An address that is none, cannot be found, or is private; the message says which."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `data` is cut off at the limit that was given."""

    status: int
    headers: Mapping[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the address that was looked at, and the name it stands for."""

    url: str
    host: str
    netloc: str


def target_of(url: str, private: bool) -> Target:
    """The address behind a URL; raises AddressRefused."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise AddressRefused("This is no address.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise AddressRefused("An address starts with https:// and a host, without a password.")
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused("The host cannot be found.") from error
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not addresses or not (private or all(_is_public(address) for address in addresses)):
        raise AddressRefused("The host is on a private network.")
    address = f"[{addresses[0]}]" if addresses[0].version == 6 else str(addresses[0])
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    return Target(f"{parts.scheme}://{address}:{port}{path}{query}", parts.hostname, parts.netloc)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return _is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def ask(
    method: str,
    target: Target,
    headers: Mapping[str, str],
    content: bytes | None = None,
    limit: int = 65_536,
    deadline: float = _DEADLINE,
) -> Answer:
    """Send the request, and read at most `limit` bytes of the answer; raises httpx.HTTPError, also after `deadline`."""
    sent = {**headers, "Host": target.netloc, "User-Agent": _AGENT, "Accept-Encoding": "identity"}
    extensions = {"sni_hostname": target.host}
    with httpx.Client(timeout=_TIMEOUT, trust_env=False, follow_redirects=False) as client, _ends(client, deadline):
        with client.stream(method, target.url, headers=sent, content=content, extensions=extensions) as response:
            data = bytearray()
            for piece in response.iter_raw():
                data += piece
                if len(data) > limit:
                    break
        return Answer(response.status_code, dict(response.headers), bytes(data[: limit + 1]))


@contextmanager
def _ends(client: httpx.Client, deadline: float) -> Iterator[None]:
    """Close the client's connections after so many seconds, whatever they are doing."""
    late = threading.Event()

    def end() -> None:
        late.set()
        client.close()

    clock = threading.Timer(deadline, end)
    clock.daemon = True
    clock.start()
    try:
        yield
    except Exception as error:
        if late.is_set():
            raise httpx.ReadTimeout("the answer takes too long") from error
        raise
    finally:
        clock.cancel()
