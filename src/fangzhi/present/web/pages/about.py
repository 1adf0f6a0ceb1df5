"""What the atlas is made of, how it is read, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fastapi import APIRouter

from fangzhi.present.web.accuracy import Accuracy, accuracy
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store import pages
from fangzhi.store.changes import KEY
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
    accuracy: Accuracy = field(metadata=shown("How well facts are read, as measured"))
    build: tuple[About, ...] = field(metadata=shown("What the build wrote down about itself"))
    unresolved: tuple[Unresolved, ...] = field(
        metadata=shown("Words that no row of the vocabulary matches, the commonest first")
    )
    refused: tuple[RefusedSource, ...] = field(metadata=shown("Files that could not be read"))


def about_page(reader: Reader, site: Site) -> AboutPage:
    """About the atlas."""
    return AboutPage(
        frame=site.frame(site.words("about.title"), "/about", formats=("json",)),
        counts=tuple(Count(kind, count) for kind, count in site.counts.items() if count),
        accuracy=accuracy(),
        build=tuple(About(key, value) for key, value in site.about.items() if key != KEY),
        # Marks of Markdown at the front are no part of the words.
        unresolved=tuple(replace(u, words=u.words.lstrip("#*>- ")) for u in pages.unresolved(reader, _UNRESOLVED)),
        refused=pages.refused(reader, _REFUSED),
    )


def about(view: CurrentView) -> AboutPage:
    """About the atlas."""
    return about_page(view.reader, view.site)


add_page(router, "/about", about)
