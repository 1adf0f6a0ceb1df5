"""What the first pages of a process would otherwise wait for, made ready beside the server's start."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Thread

from fastapi import FastAPI

from fangzhi.lexicon.load import load_lexicon
from fangzhi.present import geography
from fangzhi.present.web.frame import Site


def make_ready(sites: Callable[[], tuple[Site, ...]]) -> None:
    """Read the vocabulary, draw the outlines of the map and compile the templates: two seconds of one processor."""
    load_lexicon()
    geography.china()
    for site in sites():
        for name in site.environment.list_templates(extensions=["html"]):
            site.environment.get_template(name)
    # All this stays: walking through it again took a tenth of a second in the middle of every twentieth page or so.
    gc.collect()
    gc.freeze()


def beside_start(sites: Callable[[], tuple[Site, ...]]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """A lifespan of the application that makes ready in a thread; requests are answered meanwhile."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        thread = Thread(target=make_ready, args=(sites,), daemon=True, name="make ready")
        thread.start()
        yield
        thread.join()
        gc.unfreeze()  # else what libraries look for when the process ends seems never to have been given back

    return lifespan
