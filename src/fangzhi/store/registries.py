"""Mentions of schemes, industries, projects, policies and platforms with their documents: all, or some regions'."""

from collections.abc import Collection
from typing import Literal

from fangzhi.store.atlas import Atlas
from fangzhi.store.rows import Rows

Registry = Literal["focus", "platforms", "policies", "projects", "schemes"]
_PROVINCE = 2  # digits of a code that are the province's


def mentions(atlas: Atlas, kind: Registry, *, codes: str | Collection[str] | None = None) -> Rows:
    """Rows of queries/registry_KIND.sql: of the regions whose code begins so, or is one of several; of all without."""
    start = codes if isinstance(codes, str) else None
    several = None if codes is None or isinstance(codes, str) else sorted(codes)
    return atlas.question(f"registry_{kind}", start=start, codes=several)


def mentions_of_industries(atlas: Atlas, industries: Collection[str]) -> Rows:
    """Rows of queries/registry_focus.sql that name one of some industries."""
    return atlas.question("registry_focus_of", industries=sorted(industries))


def province_of(key: str | None) -> str | None:
    """The first digits of all codes of a region's province; None where the region has no code.

    Mentions are put together province by province, so whoever asks for a region needs those of its province.

    >>> province_of("510300"), province_of("长三角"), province_of(None)
    ('51', None, None)
    """
    return key[:_PROVINCE] if key and key.isdigit() else None
