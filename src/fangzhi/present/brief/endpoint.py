"""Asks an OpenAI-compatible endpoint of the user's; nothing is sent anywhere else, and nothing without being asked."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2

from fangzhi.model.errors import InputError

KEY_VARIABLE = "FANGZHI_POLISH_KEY"
_PATH = "/chat/completions"
_MOST_BYTES = 2_000_000
_TOLD = 160  # characters of the endpoint's own words in an error
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_REFUSED = {
    401: f"it asks for a key, or knows another one; set {KEY_VARIABLE}",
    403: f"the key may not use it; set another {KEY_VARIABLE}",
    404: "there is no such address or model; give the address up to /v1, and --polish-model",
    429: "it is asked too often or the allowance is spent; try later",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a draft is sent: ``url`` up to ``/v1`` or to ``/chat/completions``, ``key`` nothing where none is needed.

    ``seconds`` bounds one answer as a whole.
    """

    url: str
    model: str = "default"
    key: str = field(default="", repr=False)
    seconds: float = 120.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise _no_address(self.url)
        if self.key and parts.scheme == "http" and parts.hostname not in _LOCAL:
            raise InputError(f"a key is not sent to {parts.hostname} unencrypted; give an https address to --polish")

    @property
    def host(self) -> str:
        """The name of the machine, for telling where a text was sent."""
        return urlsplit(self.url).hostname or ""

    @property
    def address(self) -> str:
        """The full address that is asked."""
        base = self.url.rstrip("/")
        return base if base.endswith(_PATH) else base + _PATH


def ask(endpoint: Endpoint, messages: Sequence[Mapping[str, str]]) -> str:
    """The words with which the endpoint answers; InputError when it does not answer as such endpoints do."""
    body = {"model": endpoint.model, "messages": list(messages), "temperature": 0, "stream": False}
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    until = time.monotonic() + endpoint.seconds
    received = bytearray()
    try:
        with (
            httpx2.Client(timeout=endpoint.seconds) as client,
            client.stream("POST", endpoint.address, json=body, headers=headers) as response,
        ):
            for piece in response.iter_bytes():
                received += piece
                if len(received) > _MOST_BYTES:
                    raise InputError(f"{endpoint.host} sends more than {_MOST_BYTES} bytes; ask another endpoint")
                if time.monotonic() > until:
                    raise _too_slow(endpoint)
            status = response.status_code
    except httpx2.TimeoutException:
        raise _too_slow(endpoint) from None
    except httpx2.InvalidURL:
        raise InputError(
            f"{endpoint.url} is no address of an endpoint; give one such as http://localhost:8080/v1"
        ) from None
    except httpx2.HTTPError as error:
        raise InputError(f"{endpoint.host} cannot be asked ({_plain(str(error))}); is it running there?") from None
    if status != 200:
        mend = _REFUSED.get(status, "look into its log")
        raise InputError(f"{endpoint.host} answers {status}: {mend}{_own_words(bytes(received))}")
    return _content(endpoint, bytes(received))


def _content(endpoint: Endpoint, received: bytes) -> str:
    try:
        choice = json.loads(received)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError):
        content = None
        choice = {}
    if not isinstance(content, str) or not content.strip():
        raise InputError(
            f"{endpoint.host} does not answer as an OpenAI-compatible endpoint does; give the address up to /v1"
        )
    if choice.get("finish_reason") == "length":
        raise InputError(f"{endpoint.host} cut its answer off; raise the length that it may answer with")
    return content


def _no_address(url: str) -> InputError:
    return InputError(f"{url} is no address of an endpoint; give --polish one such as http://localhost:8080/v1")


def _too_slow(endpoint: Endpoint) -> InputError:
    return InputError(
        f"{endpoint.host} gave no answer within {endpoint.seconds:g} seconds; give more with --polish-seconds"
    )


def _own_words(received: bytes) -> str:
    try:
        told = json.loads(received)["error"]
        told = told["message"] if isinstance(told, dict) else told
    except (ValueError, KeyError, TypeError):
        return ""
    return f" (it says: {_plain(str(told))})" if told else ""


def _plain(words: str) -> str:
    return "".join(c if c.isprintable() else " " for c in words)[:_TOLD].strip()
