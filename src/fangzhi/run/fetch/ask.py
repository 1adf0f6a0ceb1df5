"""One request over the network: to a checked address, within limits of time and size."""

import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx2

from fangzhi.model.errors import InputError
from fangzhi.run.fetch.address import address_of

AddressOf = Callable[..., str]
_STEP = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; ``body`` is unpacked, and empty for a redirect or an error."""

    status: int
    headers: dict[str, str]
    body: bytes


class CheckedTransport(httpx2.BaseTransport):
    """Connects to the address that was checked and to no other, whatever the name means a moment later.

    No connection is used twice: two names at one address would share it, certificate and all.
    """

    def __init__(self, *, allow_private: bool, look_up: AddressOf = address_of) -> None:
        once = httpx2.Limits(max_keepalive_connections=0)
        self._transport = httpx2.HTTPTransport(trust_env=False, limits=once)
        self._allow_private = allow_private
        self._look_up = look_up

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; InputError when its host is not to be asked."""
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        address = self._look_up(host, port, allow_private=self._allow_private)
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=address)
        return self._transport.handle_request(request)

    def close(self) -> None:
        """Close what is open."""
        self._transport.close()


def ask(client: httpx2.Client, url: httpx2.URL, headers: dict[str, str], *, seconds: float, largest: int) -> Answer:
    """One answer, redirects not followed.

    TimeoutError when it takes longer than ``seconds`` in all, InputError when it is larger than ``largest`` bytes,
    packed or unpacked, ConnectionError for whatever else the network does.
    """
    deadline = time.monotonic() + seconds
    with _ended_after(seconds) as watch:
        try:
            request = client.build_request(
                "GET", url, headers={"Accept-Encoding": "gzip", **headers}, extensions={"trace": watch}
            )
            request.extensions["timeout"] = httpx2.Timeout(seconds).as_dict()
            response = client.send(request, stream=True)
            try:
                body = b"".join(_unpacked(response, largest)) if response.status_code == 200 else b""
            finally:
                response.close()
        except (httpx2.TimeoutException, httpx2.TransportError, OSError) as error:
            if isinstance(error, httpx2.TimeoutException) or time.monotonic() >= deadline:
                raise TimeoutError(f"no whole answer within {seconds:g} s") from None
            raise ConnectionError(_said(error)) from None
    if time.monotonic() >= deadline:  # a body without a length ends where the connection was cut
        raise TimeoutError(f"no whole answer within {seconds:g} s")
    return Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()}, body)


def _unpacked(response: httpx2.Response, largest: int) -> Iterator[bytes]:
    """The body piece by piece; it is never unpacked further than the limit."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", ""}:
        raise InputError(f"the answer is packed as {encoding!r}, which was not asked for")
    too_large = InputError(f"larger than {largest / 1e6:g} MB; --largest allows more")
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > largest:
        raise too_large
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if encoding == "gzip" else None
    received = given = 0
    for packed in response.iter_raw():
        received += len(packed)
        rest = packed
        while rest:
            if unpacker is None:
                piece, rest = rest, b""
            else:
                try:
                    piece = unpacker.decompress(rest, _STEP)
                except zlib.error as error:
                    raise ConnectionError(f"the answer is no gzip ({error})") from None
                rest = b"" if unpacker.eof else unpacker.unconsumed_tail
            given += len(piece)
            if max(received, given) > largest:
                raise too_large
            yield piece
    if unpacker is not None and not unpacker.eof:
        raise ConnectionError("the answer ends before its end")


@contextmanager
def _ended_after(seconds: float) -> Iterator[Callable[[str, dict[str, Any]], None]]:
    """A trace that remembers the connections and cuts them when the time is over.

    The time-outs of a client hold for one read each: a server that sends a byte a second keeps within them for ever.
    """
    open_sockets: list[socket.socket] = []

    def watch(event: str, info: dict[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            open_sockets.append(info["return_value"].get_extra_info("socket"))

    def cut() -> None:
        for one in open_sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()


def _said(error: Exception) -> str:
    words = str(error).strip() or type(error).__name__
    return f"the connection failed ({words[:200]})"
