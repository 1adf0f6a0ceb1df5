"""What the atlas is made of, how it is read, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import APIRouter
from fastapi.responses import Response

from fangzhi.present.web.frame import Frame, Site, shown
from fangzhi.present.web.view import CurrentView, html
from fangzhi.store import pages
from fangzhi.store.pages import About, Count, RefusedSource, Unresolved
from fangzhi.store.serving import Reader

router = APIRouter()
_UNRESOLVED = 40
_REFUSED = 200


@dataclass(frozen=True, slots=True)
class AboutPage:
    """About the atlas."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    counts: tuple[Count, ...] = field(metadata=shown("How many of each kind"))
    build: tuple[About, ...] = field(metadata=shown("What the build wrote down about itself"))
    unresolved: tuple[Unresolved, ...] = field(
        metadata=shown("Words that no row of the vocabulary matches, the commonest first")
    )
    refused: tuple[RefusedSource, ...] = field(metadata=shown("Files that could not be read"))


def about_page(reader: Reader, site: Site) -> AboutPage:
    """About the atlas."""
    return AboutPage(
        frame=site.frame(site.words("about.title"), "/about"),
        counts=tuple(Count(kind, count) for kind, count in site.counts.items() if count),
        build=tuple(About(key, value) for key, value in site.about.items()),
        unresolved=pages.unresolved(reader, _UNRESOLVED),
        refused=pages.refused(reader, _REFUSED),
    )


@router.api_route("/about", methods=["GET", "HEAD"])
def about(view: CurrentView) -> Response:
    """About the atlas."""
    return html(view, about_page(view.reader, view.site))
