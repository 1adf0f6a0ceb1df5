"""One address after the other: manners towards the servers, retries, redirects."""

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx2

from fangzhi import __version__
from fangzhi.model.errors import InputError
from fangzhi.run.fetch.address import address_of
from fangzhi.run.fetch.ask import AddressOf, Answer, CheckedTransport, ask
from fangzhi.run.fetch.robots import Robots, read_robots

NAME = "fangzhi"
_REDIRECTS = {301, 302, 303, 307, 308}
_AGAIN = {429, 500, 502, 503, 504}
_ROBOTS_LARGEST = 500_000
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked.

    ``pause`` seconds lie between two requests to a host; one answer may take ``seconds`` and have ``largest`` bytes; a
    failing server is asked again ``retries`` times; private addresses are asked only when that is allowed.
    """

    pause: float = 1.0
    seconds: float = 60.0
    largest: int = 50_000_000
    retries: int = 3
    redirects: int = 5
    allow_private: bool = False


@dataclass(slots=True)
class Visitor:
    """Asks servers, and remembers what each wants and when it was asked last."""

    manners: Manners
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    look_up: AddressOf = address_of
    _robots: dict[str, Robots | str] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)
    _client: httpx2.Client = field(init=False)

    def __post_init__(self) -> None:
        self._client = httpx2.Client(
            transport=CheckedTransport(allow_private=self.manners.allow_private, look_up=self.look_up),
            headers={"User-Agent": f"{NAME}/{__version__}", "Accept": "*/*"},
            trust_env=False,
            follow_redirects=False,
        )

    def close(self) -> None:
        """Let go of the network."""
        self._client.close()

    def visit(self, address: str, known: dict[str, str]) -> tuple[str, Answer]:
        """The last address and the answer (status 200 or 304) of an address; ``known`` are conditional headers.

        InputError when it is not to be fetched, ConnectionError or TimeoutError when the network or the server fails.
        """
        url = checked_url(address)
        seen = {str(url)}
        while True:
            if not self._robots_of(url).allows(url.raw_path.decode("ascii")):
                raise InputError(f"{url.host} does not want it fetched (robots.txt)")
            answer = self._asked(url, known if len(seen) == 1 else {}, self.manners.largest)
            if answer.status not in _REDIRECTS:
                break
            if "location" not in answer.headers:
                raise ConnectionError(f"answers {answer.status} but not where to go")
            url = checked_url(str(url.join(_location(answer))))
            if str(url) in seen:
                raise InputError(f"is sent round in a circle, back to {url}")
            if len(seen) > self.manners.redirects:
                raise InputError(f"is sent on more than {self.manners.redirects} times")
            seen.add(str(url))
        if answer.status in {200, 304}:
            return str(url), answer
        raise ConnectionError(f"{url.host} answers {answer.status}")

    def _asked(self, url: httpx2.URL, headers: dict[str, str], largest: int) -> Answer:
        """One answer, asked for again while the server fails."""
        for attempt in range(self.manners.retries + 1):
            self._wait_for(url)
            wait = 2.0**attempt
            try:
                answer = ask(self._client, url, headers, seconds=self.manners.seconds, largest=largest)
            except (ConnectionError, TimeoutError):
                if attempt == self.manners.retries:
                    raise
            else:
                if answer.status not in _AGAIN or attempt == self.manners.retries:
                    return answer
                wait = max(wait, _retry_after(answer))
            self.sleep(min(wait, _LONGEST_WAIT))
        raise AssertionError("the last attempt returns or raises")

    def _wait_for(self, url: httpx2.URL) -> None:
        host = url.host
        known = self._robots.get(_origin(url))
        pause = max(self.manners.pause, (known.pause if isinstance(known, Robots) else None) or 0.0)
        now = self.clock()
        turn = max(now, self._next.get(host, now))
        self._next[host] = turn + pause
        if turn > now:
            self.sleep(turn - now)

    def _robots_of(self, url: httpx2.URL) -> Robots:
        origin = _origin(url)
        if origin not in self._robots:
            try:
                self._robots[origin] = self._ask_robots(url)
            except (ConnectionError, TimeoutError) as error:
                self._robots[origin] = f"robots.txt of {url.host}: {error}"
        found = self._robots[origin]
        if isinstance(found, str):
            raise ConnectionError(found)
        return found

    def _ask_robots(self, url: httpx2.URL) -> Robots:
        """As RFC 9309 says: no such file allows everything, a server that fails allows nothing."""
        there = url.copy_with(raw_path=b"/robots.txt")
        for _ in range(self.manners.redirects + 1):
            answer = self._asked(there, {}, _ROBOTS_LARGEST)
            if answer.status in _REDIRECTS and "location" in answer.headers:
                there = checked_url(str(there.join(_location(answer))))
            elif answer.status == 200:
                return read_robots(answer.body.decode("utf-8", "replace"), NAME)
            elif answer.status in _AGAIN or answer.status >= 500:
                raise ConnectionError(f"{there.host} answers {answer.status}")
            else:
                break
        return Robots()


def checked_url(address: str) -> httpx2.URL:
    """An address as it is asked for; InputError when it is none of the web.

    >>> str(checked_url("HTTP://Example.org#part"))
    'http://example.org'
    """
    try:
        url = httpx2.URL(address.strip()).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise InputError(f"is no address ({error})") from None
    if url.scheme not in {"http", "https"}:
        raise InputError(f"is of scheme {url.scheme or '(none)'!r}; only http and https are fetched")
    if not url.host:
        raise InputError("names no host")
    if url.userinfo:
        raise InputError("holds a user name, which would be written into documents.csv; leave it out")
    return url


def _location(answer: Answer) -> str:
    return answer.headers["location"][:4000]


def _origin(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _retry_after(answer: Answer) -> float:
    told = answer.headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told[:6])
    try:
        then = email.utils.parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return (then - datetime.now(UTC)).total_seconds()
