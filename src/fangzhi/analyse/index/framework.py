"""A framework: the dimensions and indicators of an index and how it is to be computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from fangzhi.analyse.index.ahp import Judgement
from fangzhi.analyse.index.arrays import Floats
from fangzhi.analyse.index.conventions import Conventions
from fangzhi.model.errors import InputError

LEVELS = ("province", "prefecture", "county")
DIRECTIONS = {"up": "more is better", "down": "less is better", "target": "nearer to the target is better"}


@dataclass(frozen=True, slots=True)
class AtlasQuery:
    """Which facts of an atlas fill an indicator: catalogue id, measure and unit."""

    indicator: str
    measure: str
    unit: str


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """One indicator: where its figures come from and how it is read.

    ``target`` is the interval that is best when the direction is «target»; ``reference`` the value that the target
    normalisation divides by; ``weight`` a declared weight; ``table`` the yearbook table that publishes it.
    """

    id: str
    zh: str
    en: str
    dimension: str
    unit: str
    direction: str
    column: str
    transform: str | None = None
    target: tuple[float, float] | None = None
    reference: float | None = None
    weight: float | None = None
    formula: str = ""
    table: str = ""
    atlas: AtlasQuery | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension with its names."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """Where the panel is and what its columns are called; ``level`` is which regions are taken from an atlas."""

    file: str | None = None
    region: str = "region"
    year: str = "year"
    name: str | None = None
    group: str | None = None
    indicator: str | None = None
    value: str | None = None
    sheet: str | None = None
    level: str = "province"


@dataclass(frozen=True, slots=True)
class SpaceSpec:
    """Spatial weights: contiguity, inverse-distance or nearest; ``longitude`` and ``latitude`` name panel columns."""

    weights: str | None = None
    power: float = 1.0
    neighbours: int = 4
    longitude: str | None = None
    latitude: str | None = None


@dataclass(frozen=True, slots=True)
class DiagnosisSpec:
    """Choices of the diagnosis: Markov classes, form of coupling and ellipse, permutations, seed, control columns."""

    classes: int = 4
    coupling: str = "standard"
    ellipse: str = "linear"
    permutations: int = 999
    seed: int = 0
    controls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """Everything a TOML file declares.

    ``judgements`` are the comparison matrices with their consistency; ``note`` is what a reader must know first.
    """

    title: str
    file: str
    source: str
    dimensions: tuple[Dimension, ...]
    indicators: tuple[IndicatorSpec, ...]
    conventions: Conventions
    sweep: Mapping[str, tuple[Any, ...]]
    panel: PanelSpec = PanelSpec()
    space: SpaceSpec = SpaceSpec()
    diagnosis: DiagnosisSpec = DiagnosisSpec()
    groups: Mapping[str, str] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    note: str = ""

    def ahp_weights(self) -> Floats:
        """Weight of each indicator: its dimension's times its own within it; InputError without an [ahp] table."""
        if not self.judgements:
            raise InputError(f"{self.file}: weights by ahp need an [ahp] table with a comparison matrix; add it")
        order = {d.id: i for i, d in enumerate(self.dimensions)}
        seen: dict[str, int] = {}
        out = []
        for item in self.indicators:
            place = seen[item.dimension] = seen.get(item.dimension, -1) + 1
            outer = self.judgements["dimensions"].weights[order[item.dimension]] if len(order) > 1 else 1.0
            inner = self.judgements.get(item.dimension)
            out.append(outer * (inner.weights[place] if inner else 1.0))
        return np.array(out)
