"""The only module that speaks to a network, and only to the address that a person named.

Every address is looked up and judged before a connection is made, and the connection goes to the very number that was
judged; so no name, redirect or change of a name can lead into the private network of whoever reads. Only GET, only
http and https, with limits of time and size.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from histor import __version__
from histor.errors import ReadError
from histor.read.cache import Cache, Kept

_REDIRECTS = 5
_CHUNK = 1 << 16
_ROBOTS_BYTES = 500_000
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.5"
_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:=&?~#+!$,;'@()*[]-._"
#: NAT64, where an IPv4 number hides in the last four bytes.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Manners:
    """How a fetcher behaves: who it says it is, its limits, and the hosts whose numbers are not judged."""

    seconds: float = 30.0
    most: int = 20_000_000
    contact: str = ""
    allowed: frozenset[str] = frozenset()

    @property
    def agent(self) -> str:
        """The words by which servers know this program."""
        return f"Histor/{__version__} (reads pages that a person names{'; ' + self.contact if self.contact else ''})"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: the address it came from in the end, its bytes, and its content type."""

    url: str
    data: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    data: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; one for a run, so that a site's rules are asked for once."""

    manners: Manners = field(default_factory=Manners)
    cache: Cache = field(default_factory=lambda: Cache(None))
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)

    def page(self, url: str) -> Fetched:
        """Return the page at an address, if the site's robots.txt allows it. Raises :class:`ReadError`."""
        return self._get(url, ask=True)

    def api(self, url: str, *, unchanging: bool = False) -> Fetched:
        """Return an answer of an interface that was made for programs, to which robots.txt does not speak.

        What is ``unchanging`` (a numbered revision) is asked for once.
        """
        kept = self.cache.get(url) if unchanging else None
        if kept is not None:
            return Fetched(kept.url, kept.data, kept.content_type)
        return self._get(url, ask=False, keep=unchanging)

    def _get(self, url: str, *, ask: bool, keep: bool = False) -> Fetched:
        kept = self.cache.get(url)
        at, answer = self._follow(url, kept, ask)
        if answer.status == HTTPStatus.NOT_MODIFIED and kept is not None:
            return Fetched(kept.url, kept.data, kept.content_type)
        if answer.status != HTTPStatus.OK:
            raise ReadError(f"{at} was not given: the server says {answer.status} ({_phrase(answer.status)}); check the"
                            " address, or save the page and read the file.")  # fmt: skip
        kind, etag, modified = (answer.headers.get(name, "") for name in ("Content-Type", "ETag", "Last-Modified"))
        if keep or etag or modified:
            digest = hashlib.sha256(answer.data).hexdigest()
            self.cache.put(url, Kept(at, kind, etag, modified, digest, answer.data))
        return Fetched(at, answer.data, kind)

    def _follow(self, url: str, kept: Kept | None, ask: bool) -> tuple[str, _Answer]:
        """Return the last address and answer of a chain of redirects, each judged like the first."""
        at = url
        for _ in range(_REDIRECTS + 1):
            parts = _split(at)
            if ask:
                self._allowed(parts, at)
            known = {}
            if kept is not None and at == kept.url:
                known = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified}
            answer = self._exchange(parts, at, {name: value for name, value in known.items() if value})
            where = answer.headers.get("Location")
            if answer.status not in (301, 302, 303, 307, 308) or not where:
                return at, answer
            onward = _onward(at, where)
            if parts.scheme == "https" and _split(onward).scheme == "http":
                raise ReadError(f"{at} leads to {onward}, which is not protected as it is itself: name that address if"
                                " you trust it.")  # fmt: skip
            at = onward
        raise ReadError(f"{url} leads on more than {_REDIRECTS} times: name the page where it ends.")

    def _allowed(self, parts: SplitResult, url: str) -> None:
        """Refuse what the site's robots.txt closes to programs like this one (RFC 9309)."""
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._robots(origin)
        if not self._rules[origin].can_fetch("Histor", url):
            raise ReadError(f"{url} is closed to programs by {origin}/robots.txt: open it in a browser, save the page,"
                            " and read the file.")  # fmt: skip

    def _robots(self, origin: str) -> RobotFileParser:
        rules = RobotFileParser()
        at, answer = self._follow(f"{origin}/robots.txt", None, ask=False)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ReadError(f"{at} could not be asked what programs may read (the server says {answer.status}): try"
                            " again later.")  # fmt: skip
        found = answer.data[:_ROBOTS_BYTES] if answer.status == HTTPStatus.OK else b""
        rules.parse(found.decode("utf-8", "replace").splitlines())
        return rules

    def _exchange(self, parts: SplitResult, url: str, headers: dict[str, str]) -> _Answer:
        """Send one request and return its answer, within the limits. Raises :class:`ReadError` for all that fails."""
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        number = self._judged(host, port, url)
        link = _Straight(host, port, number, parts.scheme == "https", self.manners.seconds)
        target = urlunsplit(("", "", quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), ""))
        sent = {"User-Agent": self.manners.agent, "Accept-Encoding": "gzip", "Accept": _ACCEPT, **headers}
        expired = threading.Event()
        try:
            with _until(link, self.manners.seconds, expired):
                link.request("GET", target, headers=sent)
                answer = link.getresponse()
                data = self._body(answer, url)
        except ReadError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            if expired.is_set() or isinstance(error, TimeoutError):
                raise ReadError(self._slow(url)) from None
            raise ReadError(f"{url} could not be read ({_reason(error)}): check the address and the network.") from None
        finally:
            link.close()
        if expired.is_set():
            raise ReadError(self._slow(url))
        return _Answer(answer.status, answer.headers, data)

    def _slow(self, url: str) -> str:
        return (f"{url} takes more than {self.manners.seconds:g} s (the setting fetch_seconds): try again later, or"
                " save the page and read the file.")  # fmt: skip

    def _judged(self, host: str, port: int, url: str) -> str:
        """Return the number to connect to. Raises :class:`ReadError` where a name leads into a private network."""
        try:
            found = [row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, ValueError) as error:
            raise ReadError(f"{url}: there is no host {host} ({_reason(error)}): check the address and the network."
                            ) from None  # fmt: skip
        if not {host, f"{host}:{port}"} & self.manners.allowed and not all(is_public(str(number)) for number in found):
            raise ReadError(f"{url} leads into a private network ({host}), which no page may be read from: save it and"
                            " read the file, or name the host in the setting allow_hosts.")  # fmt: skip
        return str(found[0])

    def _body(self, answer: http.client.HTTPResponse, url: str) -> bytes:
        """Return the body of an answer, unpacked, whole and not too large."""
        packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise ReadError(f"{url} is packed in a way ({packing}) that was not asked for: save it and read the file.")
        unpack = None if packing in ("identity", "") else zlib.decompressobj(wbits=47 if packing != "deflate" else 15)
        parts: list[bytes] = []
        size, packed = 0, False
        while chunk := answer.read(_CHUNK):
            try:
                made = unpack.decompress(chunk, self.manners.most + 1 - size) if unpack else chunk
            except zlib.error as error:
                raise ReadError(f"{url} is broken ({error}): try again later.") from None
            size, packed = size + len(made), True
            parts.append(made)
            if size > self.manners.most:
                raise ReadError(f"{url} has more than {self.manners.most / 1e6:g} MB (the setting fetch_mb) and was not"
                                " read: save it and read the file.")  # fmt: skip
        short = answer.length not in (None, 0) or (unpack is not None and packed and not unpack.eof)
        if short:
            raise ReadError(f"{url} ended early, before all that the server had promised: try again.")
        return b"".join(parts)


class _Straight(http.client.HTTPConnection):
    """A connection to a number that was judged, under the name for which the server has its certificate."""

    def __init__(self, host: str, port: int, number: str, tls: bool, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self._number, self._tls = number, tls
        #: The line itself: the library forgets it where the server will close it after its answer.
        self.line: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the number; with TLS, the name is checked against the certificate."""
        self.line = self.sock = socket.create_connection((self._number, self.port), self.timeout)
        if self._tls:
            self.line = self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


@contextmanager
def _until(link: _Straight, seconds: float, expired: threading.Event) -> Iterator[None]:
    """End a connection after some seconds, however slowly its other end goes on speaking."""

    def end() -> None:
        expired.set()
        if link.line is not None:
            with suppress(OSError):  # it may just have ended by itself
                link.line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def is_public(number: str) -> bool:
    """Tell whether an IP number belongs to the public network, also one that hides an IPv4 number in an IPv6 one."""
    told = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(told, ipaddress.IPv6Address):
        inner = told.ipv4_mapped or told.sixtofour or (told.teredo[1] if told.teredo else None)
        if inner is None and told in _NAT64:
            inner = ipaddress.IPv4Address(told.packed[-4:])
        if inner is not None:
            return is_public(str(inner))
        if told.is_site_local:
            return False
    closed = (told.is_private, told.is_loopback, told.is_link_local, told.is_multicast, told.is_reserved,
              told.is_unspecified)  # fmt: skip
    return told.is_global and not any(closed)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  a port out of range is told here
    except ValueError as error:
        raise ReadError(f"{url} is no address ({error}): correct it.") from None
    if parts.scheme not in _PORTS:
        raise ReadError(f"{url} is no web address: only http and https are read.")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise ReadError(f"{url} names no host, or a name with a password: give the address of a public page.")
    return parts


def _onward(at: str, where: str) -> str:
    """Return where a redirect leads; its characters come as bytes, which are UTF-8 wherever they are not ASCII."""
    try:
        return urljoin(at, where.encode("latin-1").decode("utf-8"))
    except ValueError as error:
        raise ReadError(f"{at} leads on to no address ({_reason(error)}): name the page where it should end.") from None


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "unknown"


def _reason(error: BaseException) -> str:
    words = str(getattr(error, "strerror", None) or error)[:160]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split()) or type(error).__name__
