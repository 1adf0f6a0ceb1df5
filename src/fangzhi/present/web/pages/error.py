"""What a reader sees when an address leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A mistake in the address, or ours."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    status: int = field(metadata=shown("The HTTP status"))
    heading: str = field(metadata=shown("What is wrong, in a few words"))
    detail: str = field(metadata=shown("What is wrong, where, how to mend it; may be empty"))


def error_page(site: Site, status: int, detail: str) -> ErrorPage:
    """The page for a status."""
    key = {404: "error.not_found", 422: "error.wrong_call"}.get(status, "error.failed")
    heading = site.words(key)
    return ErrorPage(site.frame(heading, "/", formats=()), status, heading, detail)
