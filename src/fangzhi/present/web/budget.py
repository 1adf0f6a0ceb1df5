"""How much one page looks at: all of a small atlas, the beginning of a large one."""

from __future__ import annotations

from fangzhi.present.web.frame import Site

_SMALL = 100_000  # figures of an atlas of which a page can look at everything


def most(site: Site, *, small: int, large: int) -> int:
    """``small`` for an atlas of up to 100,000 figures, ``large`` for one with more: its pages say that they are cut."""
    return small if site.counts["observation"] <= _SMALL else large
