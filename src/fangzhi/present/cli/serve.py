"""``fangzhi serve``: the web atlas."""

import socket
import threading
from typing import Annotated

import typer

from fangzhi.model.errors import StoreError
from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasArgument
from fangzhi.present.cli.report import say

EXAMPLES = ("fangzhi serve", "fangzhi serve atlas.duckdb --port 9000")
TRIED = 20  # ports tried after the one that was asked for


def serve(
    atlas: AtlasArgument = DEFAULT_ATLAS,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="The next free one is taken.")] = 8000,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
) -> int:
    """Serve the pages of an atlas.

    Until Ctrl-C; an atlas that is built again meanwhile is noticed.
    """
    import uvicorn

    from fangzhi.present.web import create_app, static_files

    app = create_app(atlas)
    threading.Thread(target=static_files.make_ready, daemon=True).start()
    listener = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    say(f"http://{name}:{listener.getsockname()[1]}/  (Ctrl-C ends it)")
    typer.get_text_stream("stdout").flush()
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A socket on ``port``, or on the next free port after it; StoreError when there is none."""
    for number in [port] if port == 0 else range(port, min(port + TRIED, 65535) + 1):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
        except OSError as error:
            listener.close()
            reason = error.strerror
            continue
        return listener
    raise StoreError(f"cannot listen on {host}, ports {port} to {number} ({reason}); give another --port or --host")
