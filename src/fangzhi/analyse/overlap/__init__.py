"""Who bets on what: the region by industry matrix, likeness of regions, crowding, niches, spread, relatedness."""

from fangzhi.analyse.overlap.measures import (
    Crowding,
    Likeness,
    crowding,
    likeness,
    neighbours,
    only_here,
    specialisation,
)
from fangzhi.analyse.overlap.naming import LEVELS, Matrix, Naming, attention, namings
from fangzhi.analyse.overlap.relatedness import densities, proximity, specialities
from fangzhi.analyse.overlap.spread import Following, followed, spread
from fangzhi.analyse.overlap.tables import TABLES, Overlap, overlap_table

__all__ = [
    "LEVELS",
    "TABLES",
    "Crowding",
    "Following",
    "Likeness",
    "Matrix",
    "Naming",
    "Overlap",
    "attention",
    "crowding",
    "densities",
    "followed",
    "likeness",
    "namings",
    "neighbours",
    "only_here",
    "overlap_table",
    "proximity",
    "specialisation",
    "specialities",
    "spread",
]
