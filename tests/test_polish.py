"""Better words from an endpoint of the user's: taken only where nothing that is said has changed."""

import csv
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.model.errors import EvidenceError, InputError
from fangzhi.present.brief import make_brief
from fangzhi.present.brief.endpoint import KEY_VARIABLE, Endpoint, ask
from fangzhi.present.brief.phrases import load_phrases
from fangzhi.present.brief.polish import compared, lines_of, pieces, polish
from fangzhi.present.values import Language
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas

CASES = list(
    csv.DictReader((Path(__file__).parent / "cases" / "brief" / "polish.csv").read_text(encoding="utf-8").splitlines())
)
Reply = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']} {c['what']}" for c in CASES])
def test_case(case: dict[str, str]) -> None:
    phrases = load_phrases("zh" if case["language"] == "zh" else "en")
    if not case["refused"]:
        assert compared(case["draft"], case["polished"], phrases) == case["polished"].split("[")[0].strip()
        return
    with pytest.raises(EvidenceError, match=re.escape(case["refused"])):
        compared(case["draft"], case["polished"], phrases)


DRAFTS = [(case["language"], case["draft"]) for case in CASES if case["what"] == "the draft itself"]


@given(draft=st.sampled_from(DRAFTS), place=st.integers(0, 60), digit=st.sampled_from("0123456789"))
def test_no_digit_can_be_changed_or_added(draft: tuple[str, str], place: int, digit: str) -> None:
    language, line = draft
    place %= line.index("[")
    for wrong in (line[:place] + digit + line[place:], line[:place] + digit + line[place + 1 :]):
        if wrong != line:
            with pytest.raises(EvidenceError):
                compared(line, wrong, load_phrases("zh" if language == "zh" else "en"))


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "1| a [1]",
        "1| a [1]\n3| b [2]",
        "2| b [2]\n1| a [1]",
        "Here you are:\n1| a [1]\n2| b [2]",
        "1| a [1] 2| b [2]",
    ],
)
def test_an_answer_without_the_lines_is_refused(answer: str) -> None:
    with pytest.raises(EvidenceError, match="does not have the 2 lines"):
        lines_of(answer, 2, "Economy")


def test_thoughts_and_fences_are_left_out() -> None:
    assert lines_of("<think>\nhm\n</think>\n```text\n1| a [1]\n2| b [2]\n```", 2, "x") == ["a [1]", "b [2]"]


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("polish") / "atlas.duckdb"
    build([Path(__file__).parents[1] / "examples"], path)
    return path


class StandIn(ThreadingHTTPServer):
    """An endpoint that answers as ``reply`` says and keeps what it was asked."""

    daemon_threads = True
    reply: Reply
    asked: list[tuple[dict[str, str], dict[str, Any]]]


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(
            ({name.title(): value for name, value in self.headers.items()}, body | {"path": self.path})
        )
        self.server.reply(self, body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as its base names it
        """Say nothing."""


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    server = StandIn(("127.0.0.1", 0), _Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def url(server: StandIn) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/v1"


def send(handler: BaseHTTPRequestHandler, body: object, status: int = 200, **headers: str) -> None:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(data)


def saying(change: Callable[[str], str]) -> Reply:
    """An endpoint that changes the lines it was sent."""

    def reply(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        words = change(body["messages"][-1]["content"])
        send(handler, {"choices": [{"message": {"role": "assistant", "content": words}, "finish_reason": "stop"}]})

    return reply


def test_an_honest_endpoint_is_taken_and_named(
    fangzhi: Callable[..., tuple[int, str, str]], atlas: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.reply = saying(lambda lines: lines.replace("实际增长", "而实际增长"))
    monkeypatch.setenv(KEY_VARIABLE, "a-secret")
    code, out, err = fangzhi("brief", "安徽", "-a", atlas, "--polish", url(stand_in), "--polish-model", "small")
    assert (code, err) == (0, "")
    assert "，而实际增长9.4%" in out
    assert "127.0.0.1" in out
    assert "“small”" in out
    assert "a-secret" not in out
    headers, body = stand_in.asked[0]
    assert headers["Authorization"] == "Bearer a-secret"
    assert (body["model"], body["path"]) == ("small", "/v1/chat/completions")
    sent = " ".join(message["content"] for _, asked in stand_in.asked for message in asked["messages"])
    with Atlas(atlas) as opened:
        sources = make_brief(opened, "安徽").sources
    assert not [source for source in sources if len(source.sentence) > 40 and source.sentence in sent]


def test_nothing_is_asked_without_the_option(
    fangzhi: Callable[..., tuple[int, str, str]], atlas: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "a-secret")
    assert fangzhi("brief", "安徽", "-a", atlas)[0] == 0
    assert stand_in.asked == []


CHEATS: dict[str, Callable[[str], str]] = {
    "changes a number": lambda lines: lines.replace("5.5%", "6.5%"),
    "drops a citation": lambda lines: re.sub(r"\[\d+\]$", "", lines, count=1, flags=re.MULTILINE),
    "gives every line the same citation": lambda lines: re.sub(r"\[\d+\]", "[2]", lines),
    "swaps two lines": lambda lines: re.sub(r"1\| (.*)\n2\| (.*)", r"1| \2\n2| \1", lines),
    "adds a line": lambda lines: f"{lines}\n{lines.count(chr(10)) + 2}| 另有企业50家。 [1]",
    "leaves a line out": lambda lines: lines.rpartition("\n")[0],
    "adds a sentence with a number": lambda lines: lines.replace("。 [", "。另有企业50家。 [", 1),
    "changes a name": lambda lines: lines.replace("地区生产总值", "工业增加值"),
    "moves a unit": lambda lines: lines.replace("万亿元", "亿元"),
    "echoes what it was asked": lambda lines: f"你是文字编辑。\n{lines}",
    "says nothing": lambda lines: " " * len(lines),
    "talks": lambda lines: f"好的，以下是改写：\n{lines}",
    "puts a page's code in": lambda lines: lines.replace("。 [", "<script>alert(1)</script>。 [", 1),
}


@pytest.mark.parametrize("cheat", list(CHEATS))
def test_an_endpoint_that_cheats_gets_nothing_written(
    fangzhi: Callable[..., tuple[int, str, str]], atlas: Path, stand_in: StandIn, tmp_path: Path, cheat: str
) -> None:
    stand_in.reply = saying(CHEATS[cheat])
    code, out, err = fangzhi("brief", "安徽", "-a", atlas, "--polish", url(stand_in), "-o", tmp_path / "b.md")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "refused" in err or "does not answer as" in err
    assert not (tmp_path / "b.md").exists()


def slowly(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):  # a byte at a time never runs into a time limit between bytes
        try:
            handler.wfile.write(b" ")
        except OSError:
            return
        time.sleep(0.05)


def hugely(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(50):
        try:
            handler.wfile.write(b"x" * 100_000)
        except OSError:
            return


def truncated(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')


WRONG: dict[str, tuple[Reply, str]] = {
    "key": (lambda h, _: send(h, {"error": {"message": "bad\nkey"}}, 401), KEY_VARIABLE),
    "model": (lambda h, _: send(h, {"error": {"message": "no model x"}}, 404), "it says: no model x"),
    "allowance": (lambda h, _: send(h, b"slow down", 429), "try later"),
    "broken": (lambda h, _: send(h, b"<html>oops</html>", 500), "answers 500"),
    "elsewhere": (lambda h, _: send(h, b"", 302, Location="http://example.com/"), "answers 302"),
    "page": (lambda h, _: send(h, b"<html>hello</html>"), "OpenAI-compatible"),
    "list": (lambda h, _: send(h, [1, 2]), "OpenAI-compatible"),
    "no choice": (lambda h, _: send(h, {"choices": []}), "OpenAI-compatible"),
    "null": (lambda h, _: send(h, {"choices": [{"message": {"content": None}}]}), "OpenAI-compatible"),
    "cut": (lambda h, _: send(h, {"choices": [{"message": {"content": "1|"}, "finish_reason": "length"}]}), "cut its"),
    "slow": (slowly, "within 1 seconds"),
    "huge": (hugely, "more than 2000000 bytes"),
    "truncated": (truncated, "cannot be asked"),
}


@pytest.mark.parametrize("what", list(WRONG))
def test_an_endpoint_that_does_not_answer_well_costs_one_clear_line(stand_in: StandIn, what: str) -> None:
    stand_in.reply, told = WRONG[what]
    with pytest.raises(InputError, match=re.escape(told)) as error:
        ask(Endpoint(url(stand_in), key="a-secret", seconds=1), [{"role": "user", "content": "x"}])
    assert "\n" not in str(error.value)
    assert "a-secret" not in str(error.value)


def test_where_a_draft_may_be_sent() -> None:
    for wrong in ("localhost:8080", "ftp://x/v1", "http://", ""):
        with pytest.raises(InputError, match="no address"):
            Endpoint(wrong)
    with pytest.raises(InputError, match="unencrypted"):
        Endpoint("http://example.com/v1", key="a-secret")
    assert "a-secret" not in repr(Endpoint("https://example.com/v1", key="a-secret"))
    assert Endpoint("http://localhost:1/v1/").address == "http://localhost:1/v1/chat/completions"
    assert Endpoint("http://localhost:1/v1/chat/completions").address == "http://localhost:1/v1/chat/completions"
    with pytest.raises(InputError, match="is it running"):
        ask(Endpoint("http://127.0.0.1:9/v1", seconds=1), [])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_unchanged_draft_always_passes(atlas: Path, language: Language) -> None:
    with Atlas(atlas) as opened:
        for region in ("江苏", "四川", "安徽", "自贡", "上海"):
            brief = make_brief(opened, region, language)
            same = polish(opened, brief, Endpoint("http://localhost/v1"), lambda messages: messages[-1]["content"])
            assert [s.lines for s in same.sections] == [s.lines for s in brief.sections]
            assert all(pieces(line.text, load_phrases(language)) for s in brief.sections for line in s.lines)
