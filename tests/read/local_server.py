"""A web server on this machine with every bad manner that one can have, and an encyclopaedia's interface in small."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STORY = "<!doctype html><html><head><title>The raid</title></head><body><p>{}</p></body></html>"
WORDS = "Freedonia attacked Sylvania at the harbour on 2 April 2031, the army said in the town."
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>{}</channel></rss>"""
ENTRY = ("<item><title>Raid {0}</title><link>https://wire.example/{0}</link><guid>g{0}</guid>"
         "<description>Freedonia attacked Sylvania on day {0} of the war in the town.</description></item>")

#: The encyclopaedia's revisions: number -> (title, time, wikitext).
REVISIONS = {
    100: ("Harbour affair", "2031-05-01T10:00:00Z", "The '''Harbour affair''' began in April 2031 in the town."),
    101: ("Harbour affair", "2031-06-01T10:00:00Z",
          "The '''Harbour affair''' began on 2 April 2031 in the town.<ref>{{cite news|title=Raid|newspaper=The Wire|"
          "date=3 April 2031|url=https://wire.example/1}}</ref> Freedonia attacked Sylvania.<ref name=\"b\">"
          "[https://other.example/x Another account]</ref>"),
}  # fmt: skip


class Server(ThreadingHTTPServer):
    """The server, with what it was asked for and what it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.words = WORDS
        self.newest = 101

    @property
    def host(self) -> str:
        """Host and port, as the setting allow_hosts takes them."""
        return f"127.0.0.1:{self.server_port}"

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://{self.host}{path}"


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server for the length of a block."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's own name
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer by the path."""
        path = urlsplit(self.path).path
        self.server.asked.append(path)
        self.server.agents.add(self.headers.get("User-Agent", ""))
        try:
            getattr(self, "_" + path.strip("/").partition("/")[0].replace(".", "_").replace("-", "_"), self._missing)()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the other side has seen enough

    def _give(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(body))}
        for name, value in (told | {key.replace("_", "-"): text for key, text in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _missing(self) -> None:
        self._give(b"not here", status=404)

    def _robots_txt(self) -> None:
        self._give(b"User-agent: Histor\nDisallow: /closed\n", "text/plain")

    def _closed(self) -> None:
        self._give(STORY.format("Nobody may read this.").encode())

    def _page(self) -> None:
        self._give(STORY.format(self.server.words).encode())

    def _noted(self) -> None:
        mark = f'"{hash(self.server.words)}"'
        if self.headers.get("If-None-Match") == mark:
            self.send_response(304)
            self.end_headers()
        else:
            self._give(STORY.format(self.server.words).encode(), ETag=mark)

    def _latin(self) -> None:
        self._give(STORY.format(WORDS + " The général left the café.").encode("latin-1"), "text/html; charset=latin-1")

    def _to(self) -> None:
        where = parse_qs(urlsplit(self.path).query)["where"][0]
        self._give(b"", status=302, Location=where)

    def _round(self) -> None:
        self._give(b"", status=302, Location="/round")

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:
            self.wfile.write(b"<p>Freedonia attacked Sylvania.</p>" * 1000)

    def _slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"<p>")
            self.wfile.flush()
            time.sleep(0.05)

    def _slow_head(self) -> None:
        for _ in range(200):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)

    def _short(self) -> None:
        self._give(STORY.format(WORDS).encode(), Content_Length="5000")
        self.close_connection = True

    def _packed(self) -> None:
        self._give(gzip.compress(STORY.format(WORDS).encode()), Content_Encoding="gzip")

    def _bomb(self) -> None:
        self._give(gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")

    def _half(self) -> None:
        self._give(gzip.compress(STORY.format(WORDS).encode())[:40], Content_Encoding="gzip")

    def _odd(self) -> None:
        self._give(b"\x00\x01", Content_Encoding="br")

    def _picture(self) -> None:
        self._give(b"\x89PNG", "image/png")

    def _error(self) -> None:
        self._give(b"down", status=503)

    def _rude(self) -> None:
        self.wfile.write(b"\x00\xff garbage\r\n\r\n")

    def _feed(self) -> None:
        entries = "".join(ENTRY.format(number) for number in (1, 2))
        self._give(FEED.format(entries).encode(), "application/rss+xml")

    def _paged(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        page = int(asked.get("page", ["1"])[0])
        onward = asked.get("to", [f"?page={page + 1}" if page < 3 or "on" in asked else ""])[0]
        onward += "&amp;on=1" if onward and "on" in asked else ""
        link = f'<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="{onward}"/>' if onward else ""
        self._give(FEED.format(ENTRY.format(page) + link).encode(), "application/rss+xml")

    def _round_feed(self) -> None:
        self._give(FEED.format('<link rel="next" href="/round_feed"/>' + ENTRY.format(1)).encode(), "text/xml")

    def _endless_feed(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(FEED.partition("{}")[0].encode())
        number = 0
        while True:
            number += 1
            self.wfile.write(ENTRY.format(number).encode())

    def _api(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        number = int(asked.get("revids", self.server.newest))
        title, moment, text = REVISIONS.get(number, ("", "", ""))
        if not title:
            page: dict[str, object] = {"badrevids": {str(number): {"revid": number, "missing": True}}}
        elif "titles" in asked and asked["titles"] != title:
            page = {"pages": [{"title": asked["titles"], "missing": True}]}
        else:
            slots = {"main": {"contentmodel": "wikitext", "content": text}}
            page = {"pages": [{"title": title, "revisions": [{"revid": number, "timestamp": moment, "slots": slots}]}]}
        self._give(json.dumps({"query": page}).encode(), "application/json")
