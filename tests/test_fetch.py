"""Fetching from a server that misbehaves: every address has its result, nothing is half written."""

import csv
import ipaddress
import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import InputError, StoreError
from fangzhi.read import Source, find_sources, read_document
from fangzhi.run.fetch import Fetched, Manners, fetch
from fangzhi.run.fetch.address import address_of, is_public
from fangzhi.run.fetch.ask import CheckedTransport
from fangzhi.run.fetch.robots import fits, read_robots
from fangzhi.run.fetch.visit import Visitor
from misbehaving import ETAG, PAGE, Server, misbehaving

LEXICON = load_lexicon()
QUICK = Manners(pause=0, seconds=0.6, largest=1_000_000, retries=1, allow_private=True)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with misbehaving() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    running.asked.clear()
    return running


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def get(server: Server, slept: list[float], tmp_path: Path) -> Callable[..., Fetched]:
    def call(path: str, manners: Manners = QUICK) -> Fetched:
        visitor = Visitor(manners, sleep=slept.append)
        (result,) = fetch([path if ":" in path else server.url + path], tmp_path / "pages", visitor=visitor)
        return result

    return call


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_a_page_is_written_with_its_row(get: Callable[..., Fetched], server: Server, tmp_path: Path) -> None:
    result = get("/page.html")
    folder = tmp_path / "pages"
    assert (result.outcome, result.reason) == ("written", None)
    assert result.path is not None
    assert result.path.read_text(encoding="utf-8") == PAGE
    (row,) = rows(folder)
    assert row["path"] == result.path.name
    assert row["url"] == f"{server.url}/page.html"
    assert row["sha256"] == sha256(PAGE.encode()).hexdigest()
    headers = json.loads(row["headers"])
    assert headers["etag"] == ETAG
    assert "set-cookie" not in headers
    found = find_sources([folder], lexicon=LEXICON)
    (source,) = found
    assert isinstance(source, Source)
    assert read_document(source.path, lexicon=LEXICON, row=source.row).meta.url == row["url"]
    assert sorted(path.name for path in folder.iterdir()) == [".fetch.lock", result.path.name, "documents.csv"]


def test_what_did_not_change_is_not_sent_again(get: Callable[..., Fetched], server: Server, tmp_path: Path) -> None:
    first = get("/page.html")
    before = (tmp_path / "pages" / "documents.csv").read_bytes()
    server.asked.clear()
    assert get("/page.html").outcome == "unchanged"
    assert [condition for path, condition in server.asked if path == "/page.html"] == [ETAG]
    server.asked.clear()
    assert (tmp_path / "pages" / "documents.csv").read_bytes() == before
    assert first.path is not None
    first.path.write_text("spoiled", encoding="utf-8")
    assert get("/page.html").outcome == "written"
    assert [condition for path, condition in server.asked if path == "/page.html"] == [None]
    assert first.path.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        ("/slow", "failed", "no whole answer within 0.6 s"),
        ("/slowhead", "failed", "no whole answer within 0.6 s"),
        ("/silent", "failed", "no whole answer within 0.6 s"),
        ("/endless", "refused", "larger than 1 MB"),
        ("/bomb", "refused", "larger than 1 MB"),
        ("/declared", "refused", "larger than 1 MB"),
        ("/halfgzip", "failed", "the answer ends before its end"),
        ("/nogzip", "failed", "the answer is no gzip"),
        ("/brotli", "refused", "packed as 'br'"),
        ("/longer", "failed", "the connection failed"),
        ("/round", "refused", "is sent round in a circle"),
        ("/onandon", "refused", "is sent on more than 5 times"),
        ("/tofile", "refused", "only http and https are fetched"),
        ("/nowhere", "failed", "not where to go"),
        ("/broken", "failed", "127.0.0.1 answers 500"),
        ("/missing", "failed", "127.0.0.1 answers 404"),
        ("/hangsup", "failed", "the connection failed"),
        ("/rubbish", "failed", "the connection failed"),
        ("/longheaders", "failed", "the connection failed"),
        ("/image", "refused", "is image/png, which is not a format that can be read"),
        ("/empty", "refused", "answers with nothing"),
        ("/secret/x", "refused", "does not want it fetched (robots.txt)"),
        ("ftp://example.org/x", "refused", "only http and https are fetched"),
        ("file:///etc/passwd", "refused", "only http and https are fetched"),
        ("http://user:word@example.org/", "refused", "holds a user name"),
        ("http://[::1", "refused", "is no address"),
        ("http:///x", "refused", "names no host"),
    ],
)
def test_whatever_a_server_does_is_one_sentence(
    path: str, outcome: str, reason: str, get: Callable[..., Fetched], tmp_path: Path
) -> None:
    started = time.monotonic()
    result = get(path)
    assert time.monotonic() - started < 5
    assert (result.outcome, result.path) == (outcome, None)
    assert result.reason is not None
    assert reason in result.reason
    assert "\n" not in result.reason
    assert [file.name for file in (tmp_path / "pages").iterdir()] == [".fetch.lock"]


def test_a_redirect_is_followed_and_the_asked_address_kept(get: Callable[..., Fetched], tmp_path: Path) -> None:
    assert get("/moved").outcome == "written"
    assert rows(tmp_path / "pages")[0]["url"].endswith("/moved")


@pytest.mark.parametrize("path", ["/gzip", "/wrongcharset"])
def test_packed_and_wrongly_labelled_pages_are_read(path: str, get: Callable[..., Fetched]) -> None:
    result = get(path)
    assert result.path is not None
    assert "去年，全省工业投资增长7.5%。" in read_document(result.path, lexicon=LEXICON).text


def test_a_length_that_is_too_small_cuts_as_it_says(get: Callable[..., Fetched]) -> None:
    assert get("/shorter").size == 40


def test_a_tired_server_is_asked_again_when_it_says(get: Callable[..., Fetched], slept: list[float]) -> None:
    assert get("/tired").outcome == "written"
    assert slept == [7.0]


def test_a_failing_server_is_left_after_the_retries(
    get: Callable[..., Fetched], slept: list[float], server: Server
) -> None:
    get("/broken", Manners(pause=0, retries=3, allow_private=True))
    assert slept == [1.0, 2.0, 4.0]
    assert [path for path, _ in server.asked].count("/broken") == 4


def test_requests_to_a_host_are_a_pause_apart(server: Server, slept: list[float], tmp_path: Path) -> None:
    visitor = Visitor(Manners(pause=5, allow_private=True), sleep=slept.append, clock=lambda: 0.0)
    urls = [f"{server.url}/page{number}.html" for number in range(2)]
    list(fetch(urls, tmp_path, visitor=visitor))
    assert slept == [5.0, 10.0]  # robots.txt came first


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "10.1.2.3", "0.0.0.0"])  # noqa: S104  # to be refused
def test_private_addresses_are_not_asked(host: str, server: Server, tmp_path: Path) -> None:
    (result,) = fetch([f"http://{host}:{server.server_port}/page.html"], tmp_path, manners=Manners(retries=0))
    assert result.outcome in {"refused", "failed"}
    assert server.asked == []
    if host not in {"[::1]", "0x7f.1"}:
        assert "not in the public network" in str(result.reason)


def test_a_redirect_to_a_private_address_is_not_followed(server: Server, slept: list[float], tmp_path: Path) -> None:
    def look_up(host: str, port: int, *, allow_private: bool) -> str:
        return "127.0.0.1" if host == "public.example" else address_of(host, port, allow_private=allow_private)

    visitor = Visitor(Manners(retries=0), sleep=slept.append, look_up=look_up)
    (result,) = fetch([f"http://public.example:{server.server_port}/toprivate"], tmp_path, visitor=visitor)
    assert result.outcome == "refused"
    assert "169.254.169.254, which is not in the public network" in str(result.reason)


def test_a_name_is_looked_up_once_and_that_address_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers with a public address first and a private one then gets no second look."""
    answers = ["93.184.215.14", "127.0.0.1"]
    asked: list[tuple[str, str, Any]] = []

    def look_up(_: str, port: int, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    def send(_: object, request: httpx2.Request) -> httpx2.Response:
        asked.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return httpx2.Response(200)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", send)
    with httpx2.Client(transport=CheckedTransport(allow_private=False)) as client:
        client.get("https://rebinding.example/x")
        with pytest.raises(InputError, match=r"127\.0\.0\.1, which is not in the public network"):
            client.get("https://rebinding.example/x")
    assert asked == [("93.184.215.14", "rebinding.example", "rebinding.example")]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.0.0.1", False),
        ("172.16.3.4", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("255.255.255.255", False), ("224.0.0.1", False), ("240.0.0.1", False),  # noqa: S104
        ("::1", False), ("::", False), ("fe80::1", False), ("fc00::1", False), ("ff02::1", False),
        ("::ffff:127.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::a00:1", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_a_table_of_somebody_is_kept(get: Callable[..., Fetched], server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text("去年增长5%", encoding="utf-8")
    (folder / "documents.csv").write_text(
        f'path,title,url\na.txt,"甲,乙",\n,丙,{server.url}/page.html\n', encoding="utf-8-sig"
    )
    get("/page.html")
    mine, fetched = rows(folder)
    assert (mine["path"], mine["title"], mine["sha256"]) == ("a.txt", "甲,乙", "")
    assert (fetched["title"], len(fetched["sha256"])) == ("丙", 64)


def test_the_second_of_two_fetches_leaves(server: Server, tmp_path: Path) -> None:
    urls = [f"{server.url}/page.html", f"{server.url}/gzip"]
    running = fetch(urls, tmp_path, manners=QUICK)
    next(running)
    with pytest.raises(StoreError, match="another fetch is writing"):
        next(fetch(urls, tmp_path, manners=QUICK))
    del running


def test_on_the_terminal(fangzhi: Callable[..., tuple[int, str, str]], server: Server, tmp_path: Path) -> None:
    listed = tmp_path / "addresses.txt"
    listed.write_text(f"# two\n{server.url}/page.html\n\n{server.url}/missing\n", encoding="utf-8")
    code, out, err = fangzhi("fetch", "--from", listed, "-o", tmp_path / "x", "--allow-private", "--pause", 0)
    lines = out.splitlines()
    assert code == 1
    assert lines[0].startswith("1/2 written ")
    assert lines[1].startswith("2/2 failed ")
    assert lines[2] == "1 failed, 1 written"
    assert err == f"fangzhi: {server.url}/missing: 127.0.0.1 answers 404; try again later\n"
    assert fangzhi("fetch", "-o", tmp_path)[0] == 2
    assert "cannot be written into" in fangzhi("fetch", "http://a.example", "-o", listed / "x")[2]


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: fangzhi\nDisallow: /b", "/a", True),
        ("User-agent: a\nUser-agent: FangZhi\nDisallow: /b", "/b/c", False),
        ("User-agent: *\nDisallow: /b\nAllow: /b/c", "/b/cd", True),
        ("User-agent: *\nAllow: /b\nDisallow: /b", "/b", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*?", "/x?y", False),
        ("User-agent: *\nDisallow: /%E4%B8%AD", "/%e4%b8%ad/x", False),
        ("User-agent: *\rDisallow: /cr # comment", "/cr", False),
        ("Disallow: /orphan", "/orphan", True),
    ],
)
def test_robots(text: str, path: str, allowed: bool) -> None:
    assert read_robots(text, "fangzhi").allows(path) is allowed


@given(text=st.text(alphabet="User-agent: *\nDisalow/$%4", max_size=200), path=st.text(max_size=30))
def test_any_robots_file_is_read(text: str, path: str) -> None:
    read_robots(text, "fangzhi").allows(path)


@given(rule=st.text(alphabet="ab*", max_size=8), path=st.text(alphabet="ab", max_size=12), anchored=st.booleans())
def test_a_rule_fits_as_its_regular_expression_does(rule: str, path: str, anchored: bool) -> None:
    pattern = re.escape(rule).replace(r"\*", ".*")
    assert fits(rule + "$" * anchored, path) is bool((re.fullmatch if anchored else re.match)(pattern, path))
