"""Reading from the network, against a server on this machine: nothing private, nothing endless, nothing by itself."""

from __future__ import annotations

# ruff: noqa: E501  (tables of what comes in and of what is told)
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_server import WORDS, Server, serving

from histor.errors import ReadError
from histor.model import Reference
from histor.read import Item, items, read_bytes
from histor.read.cache import Cache
from histor.read.fetch import Fetcher, Manners, is_public
from histor.read.references import references_in
from histor.read.way import way_of
from histor.settings import Settings


@pytest.fixture(scope="module")
def shared() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(shared: Server) -> Server:
    """Return the server with nothing asked of it."""
    shared.asked.clear()
    shared.words = WORDS
    return shared


def found(server: Server, name: str, folder: Path | None = None, **settings: object) -> list[Item]:
    """Return what lies at an address, with this machine's server allowed by name."""
    made = {"allow_hosts": server.host, "fetch_seconds": 0.6, "fetch_mb": 2, "cache": str(folder) if folder else "none",
            "wikipedia": server.url("/api"), **settings}
    return list(items([name], way_of(Settings(**made))))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/page", "/page#part", "/packed", "/noted", "/to?where=/page"])
def test_a_page_is_read(server: Server, path: str) -> None:
    """Packed, led on, with a mark in it: the same words, and its address."""
    (item,) = found(server, server.url(path))
    assert not item.error and item.data is not None
    document = read_bytes(item.data, item.address, item.form)
    assert WORDS in document.text
    assert item.given.url and item.given.url.startswith(f"http://{server.host}/")
    assert "#" not in item.address and item.given.version_of == item.address


def test_it_says_who_it_is(server: Server) -> None:
    """And whom to write to, where the person has said so."""
    server.agents.clear()
    found(server, server.url("/page"), contact="me@example.org")
    assert all(agent.startswith("Histor/") and "me@example.org" in agent for agent in server.agents)


def test_the_servers_character_set_counts(server: Server) -> None:
    (item,) = found(server, server.url("/latin"))
    assert item.data is not None and "général" in read_bytes(item.data, "x", item.form).text


#: Path, settings, and what the sentence holds.
BAD = [
    ("/nowhere", {}, "404 (Not Found)"),
    ("/error", {}, "503 (Service Unavailable)"),
    ("/closed/page", {}, "closed to programs by"),
    ("/round", {}, "leads on more than 5 times"),
    ("/endless", {}, "more than 2 MB (the setting fetch_mb)"),
    ("/bomb", {}, "more than 2 MB (the setting fetch_mb)"),
    ("/slow", {}, "takes more than 0.6 s (the setting fetch_seconds)"),
    ("/slow_head", {}, "takes more than 0.6 s"),
    ("/short", {}, "ended early"),
    ("/half", {}, "ended early"),
    ("/odd", {}, "packed in a way (br)"),
    ("/picture", {}, "of the kind image/png, which is no text"),
    ("/rude", {}, "could not be read"),
    ("/to?where=file:///etc/passwd", {}, "only http and https are read"),
    ("/to?where=http://user:word@127.0.0.1/", {}, "with a password"),
    ("/to?where=http://127.0.0.2/page", {}, "leads into a private network (127.0.0.2)"),
    ("/to?where=http://169.254.169.254/latest/meta-data", {}, "leads into a private network"),
    ("/to?where=http://[::ffff:10.0.0.1]/", {}, "leads into a private network"),
    ("/to?where=http://0x7f.1/", {}, "leads into a private network"),
    ("/to?where=http://localhost:1/", {}, "leads into a private network (localhost)"),
    ("/to?where=http://127.0.0.1:99999/", {}, "is no address"),
    ("/to?where=http://[bad/", {}, "leads on to no address"),
    ("/" + "long" * 400, {}, "404 (Not Found)"),
    ("/page", {"allow_hosts": ""}, "leads into a private network (127.0.0.1)"),
    ("/page", {"allow_hosts": "127.0.0.1:1"}, "leads into a private network"),
]


@pytest.mark.parametrize(("path", "settings", "says"), BAD, ids=[f"{row[0]}-{n}" for n, row in enumerate(BAD)])
def test_what_cannot_be_had_is_one_sentence(server: Server, path: str, settings: dict[str, str], says: str) -> None:
    begun = time.perf_counter()
    (item,) = found(server, server.url(path), **settings)
    assert item.data is None and says in item.error
    assert time.perf_counter() - begun < 3
    assert item.error.endswith(".") and "\n" not in item.error


def test_a_private_number_is_never_even_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judging comes before the connection, and the connection goes to the number that was judged."""
    connected: list[object] = []
    real = socket.create_connection

    def noted(address: tuple[str, int], *rest: object) -> socket.socket:
        connected.append(address)
        return real(address, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", noted)
    found(server, server.url("/to?where=http://127.0.0.2/page"))
    assert {address[0] for address in connected} == {"127.0.0.1"}  # type: ignore[index]


def test_a_name_that_changes_between_two_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is looked up once; had it been asked again, it would lead elsewhere."""
    looks = iter(["93.184.216.34", "127.0.0.1"])
    connected: list[str] = []

    def look(host: str, port: int, **kind: object) -> list[tuple[object, ...]]:
        return [(None, None, None, "", (next(looks), port))]

    def refuse(address: tuple[str, int], *rest: object) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError("no")

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(ReadError, match="could not be read"):
        Fetcher(Manners()).api("http://changing.example/")
    assert connected == ["93.184.216.34"]


def test_one_private_number_among_several_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(None, None, None, "", (number, 80)) for number in ("93.184.216.34", "10.1.2.3")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **kind: rows)
    with pytest.raises(ReadError, match="private network"):
        Fetcher(Manners()).api("http://two.example/")


@pytest.mark.parametrize(("number", "public"), [
    ("93.184.216.34", True), ("8.8.8.8", True), ("2606:2800:220:1::1", True), ("::ffff:93.184.216.34", True),
    ("127.0.0.1", False), ("10.0.0.1", False), ("172.16.3.4", False), ("192.168.0.1", False), ("100.64.0.1", False),
    ("169.254.169.254", False), ("0.0.0.0", False), ("224.0.0.1", False), ("240.0.0.1", False),
    ("255.255.255.255", False), ("192.0.2.1", False), ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False),
    ("ff02::1", False), ("fec0::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True),
    ("2002:7f00:1::", False), ("2001:db8::1", False),
])
def test_which_numbers_are_public(number: str, public: bool) -> None:
    assert is_public(number) is public


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server, tmp_path: Path) -> None:
    """The server is asked each time; one that has changed is read anew; a damaged copy is not used."""
    first, again = (found(server, server.url("/noted"), tmp_path) for _ in range(2))
    assert first[0].data == again[0].data and server.asked.count("/noted") == 2
    server.words = WORDS + " There is more."
    (changed,) = found(server, server.url("/noted"), tmp_path)
    assert changed.data != first[0].data
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:-5])
    assert found(server, server.url("/noted"), tmp_path)[0].data == changed.data


def test_a_cache_that_cannot_be_written_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (item,) = found(server, server.url("/noted"), tmp_path / "file")
    assert "cannot be written" in item.error and "set `cache`" in item.error
    assert Cache(None).get("x") is None


def test_a_sites_rules_are_asked_for_once(server: Server) -> None:
    way = way_of(Settings(allow_hosts=server.host, cache="none"))
    assert len(list(items([server.url("/page"), server.url("/latin")], way))) == 2
    assert server.asked.count("/robots.txt") == 1


def test_a_feed_gives_its_entries_and_follows_none(server: Server) -> None:
    made = found(server, server.url("/feed"))
    assert [item.address for item in made] == [server.url(f"/feed!/{number}") for number in (1, 2)]
    assert server.asked == ["/robots.txt", "/feed"]


def test_a_feed_without_an_end_is_stopped(server: Server) -> None:
    (item,) = found(server, server.url("/endless_feed"))
    assert "more than 2 MB" in item.error


def test_a_feed_in_pages_is_read_to_its_last(server: Server) -> None:
    """Each page is asked for once, and the entries know their page."""
    made = found(server, server.url("/paged"))
    pages = [server.url(path) for path in ("/paged", "/paged?page=2", "/paged?page=3")]
    assert [item.address for item in made] == [f"{page}!/1" for page in pages] and all(item.rank for item in made)
    assert server.asked == ["/robots.txt", *["/paged"] * 3]


@pytest.mark.parametrize(("path", "entries", "settings", "says"), [
    ("/paged?on=1", 4, {"max_pages": 4}, "more than 4 pages (the setting max_pages)"),
    ("/paged?on=1", 3, {"max_members": 3}, "more than 3 entries (the setting max_members)"),
    ("/round_feed", 1, {}, "leads back to a page"),
    ("/paged?to=http://elsewhere.example/feed", 1, {}, "goes on at another host (elsewhere.example)"),
    ("/paged?to=file:///etc/passwd", 1, {}, "goes on at another host"),
    ("/paged?to=/missing", 1, {}, "404"),
])  # fmt: skip
def test_a_feed_whose_pages_lead_astray(
    server: Server, path: str, entries: int, settings: dict[str, int], says: str
) -> None:
    """What came before is kept, and one sentence tells where it stopped."""
    *made, last = found(server, server.url(path), **settings)
    assert len(made) == entries and not any(item.error for item in made)
    assert says in last.error


def test_wikipedia_by_title(server: Server) -> None:
    """Text, revision, address, and what it cites; robots.txt is not asked, for this is an interface for programs."""
    (item,) = found(server, "wikipedia:Harbour affair")
    given = item.given
    assert item.address == "wikipedia:en:Harbour affair@101" and item.form == "wikitext"
    assert (given.title, given.revision, given.revised) == ("Harbour affair", "101", "2031-06-01")
    assert (given.publisher, given.publisher_kind, given.published) == ("Wikipedia", "encyclopaedia", None)
    assert given.url and given.url.endswith("/w/index.php?title=Harbour_affair&oldid=101")
    document = read_bytes(item.data or b"", item.address, item.form)
    assert "began on 2 April 2031" in document.text and "cite" not in document.text
    assert [(one.title, one.publisher, one.published) for one in document.source.references] == [
        ("Raid", "The Wire", "2031-04-03"), ("Another account", None, None)]
    assert server.asked == ["/api"]


def test_wikipedia_at_a_revision(server: Server, tmp_path: Path) -> None:
    """A revision never changes, so it is asked for once; the language is part of the name."""
    for _ in range(2):
        (item,) = found(server, "wikipedia:fr:Harbour_affair@100", tmp_path)
        assert item.address == "wikipedia:fr:Harbour affair@100" and b"in April 2031" in (item.data or b"")
    assert server.asked == ["/api"]


@pytest.mark.parametrize(("name", "says"), [
    ("wikipedia:No such page", "there is no such page"), ("wikipedia:Harbour affair@7", "there is no revision 7"),
    ("wikipedia:Another page@100", "revision 100 is one of the page 'Harbour affair'"), ("wikipedia:", "is no title"),
    ("wikipedia:A|B", "is no title"), ("wikipedia:A<script>", "is no title"),
])
def test_wikipedia_has_no_such_page(server: Server, name: str, says: str) -> None:
    (item,) = found(server, name)
    assert says in item.error


def test_what_a_page_cites() -> None:
    """Each work once; empty notes and notes that name another note cite nothing; a hostile page costs its length."""
    cite = "{{Cite web |title=[[The raid|A raid]] |work=''The Wire'' |url=https://a.example/1 |date=3 April 2031}}"
    text = f"A<ref name=x />. B<ref>{cite}</ref><ref name=\"y\">{cite}</ref><ref></ref> C<ref>See above.</ref> https://no.example/"
    assert references_in(text) == (Reference("A raid", "The Wire", "https://a.example/1", "2031-04-03"),)
    begun = time.perf_counter()
    for hostile in ("<ref>" * 400_000, "<ref>{{cite x|" * 200_000, "<ref>" + "{{cite x|" * 400_000 + "</ref>", "<ref " * 400_000):
        assert references_in(hostile) == ()
    assert time.perf_counter() - begun < 3


def test_a_run_without_a_network_says_so() -> None:
    with pytest.raises(ReadError, match="lies on the network"):
        list(items(["https://example.org/"]))


def test_a_file_of_that_name_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wikipedia:Notes").write_text("The army said so in the town.")
    (item,) = items(["wikipedia:Notes"])
    assert item.data is None and item.series.endswith("wikipedia:Notes")
