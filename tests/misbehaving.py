"""A server on this machine that does everything a server should not."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<html><head><title>江苏省政府工作报告</title></head><body><p>去年，全省工业投资增长7.5%。</p></body></html>"
ETAG = '"one"'


class Misbehaving(BaseHTTPRequestHandler):
    """``/NAME`` is answered by the method NAME; ``asked`` of the server lists path and condition of each request."""

    server: "Server"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name that the standard library calls
        self.server.asked.append((self.path, self.headers.get("If-None-Match")))
        self.close_connection = True
        name = self.path.split("?")[0].strip("/").split("/")[0].split(".")[0]
        with suppress(OSError):
            getattr(self, f"say_{name or 'page'}", self.say_missing)()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def say_robots(self) -> None:
        self.say(200, self.server.robots.encode(), Content_Type="text/plain")

    def say_page(self) -> None:
        if self.headers.get("If-None-Match") == ETAG:
            self.say(304)
        else:
            self.say(200, PAGE.encode(), ETag=ETAG, Set_Cookie="secret=1")

    def say_missing(self) -> None:
        self.say(404, b"no")

    def say_wrongcharset(self) -> None:
        self.say(200, PAGE.encode("gb18030"), Content_Type="text/html; charset=iso-8859-1")

    def say_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.1)

    def say_slowhead(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            self.wfile.write(b"X-%d: y\r\n" % number)
            time.sleep(0.1)

    def say_silent(self) -> None:
        time.sleep(5)

    def say_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"<p>1</p>" * 10_000)

    def say_bomb(self) -> None:
        packed = gzip.compress(b"0" * 20_000_000)
        self.say(200, packed, Content_Encoding="gzip")

    def say_gzip(self) -> None:
        self.say(200, gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def say_halfgzip(self) -> None:
        self.say(200, gzip.compress(PAGE.encode())[:-20], Content_Encoding="gzip")

    def say_nogzip(self) -> None:
        self.say(200, b"no gzip at all", Content_Encoding="gzip")

    def say_brotli(self) -> None:
        self.say(200, b"x", Content_Encoding="br")

    def say_longer(self) -> None:
        self.say(200, PAGE.encode(), Content_Length="100000")

    def say_declared(self) -> None:
        self.say(200, b"x", Content_Length="99999999999")

    def say_shorter(self) -> None:
        self.say(200, PAGE.encode(), Content_Length="40")

    def say_round(self) -> None:
        self.say(302, Location="/round/" if self.path == "/round" else "/round")

    def say_onandon(self) -> None:
        self.say(302, Location=f"/onandon?{len(self.server.asked)}")

    def say_moved(self) -> None:
        self.say(301, Location="/page.html")

    def say_tofile(self) -> None:
        self.say(302, Location="file:///etc/passwd")

    def say_toprivate(self) -> None:
        self.say(302, Location="http://169.254.169.254/latest/meta-data/")

    def say_nowhere(self) -> None:
        self.say(302)

    def say_broken(self) -> None:
        self.say(500)

    def say_tired(self) -> None:
        times = sum(path == self.path for path, _ in self.server.asked)
        self.say(429, Retry_After="7") if times == 1 else self.say_page()

    def say_hangsup(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def say_rubbish(self) -> None:
        self.wfile.write(b"\x00\xff no HTTP at all\r\n\r\n")

    def say_image(self) -> None:
        self.say(200, b"\x89PNG", Content_Type="image/png")

    def say_empty(self) -> None:
        self.say(200, b"  ")

    def say_longheaders(self) -> None:
        self.say(200, b"x", X_Long="y" * 1_000_000)


class Server(ThreadingHTTPServer):
    """The server, with what it was asked and its robots.txt."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Misbehaving)
        self.asked: list[tuple[str, str | None]] = []
        self.robots = "User-agent: *\nDisallow: /secret\n"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """A client that went away is no matter."""


@contextmanager
def misbehaving() -> Iterator[Server]:
    """The server, running."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
