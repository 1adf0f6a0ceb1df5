"""One study: a panel scored, swept and diagnosed, with every convention that had a say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from fangzhi.analyse.index.arrays import Floats
from fangzhi.analyse.index.diagnose import Diagnosis, diagnose
from fangzhi.analyse.index.framework import DiagnosisSpec, Framework, SpaceSpec
from fangzhi.analyse.index.panel import Panel
from fangzhi.analyse.index.read_panel import with_groups
from fangzhi.analyse.index.score import Index, compute
from fangzhi.analyse.index.sweep import Sweep, run_sweep


@dataclass(frozen=True, slots=True)
class Study:
    """Scores of a panel (one a row, NaN without one) with their diagnosis.

    ``index`` is None when the scores were given, ``sweep`` when none was run.
    """

    title: str
    panel: Panel
    scores: Floats
    diagnosis: Diagnosis
    index: Index | None = None
    sweep: Sweep | None = None
    choices: DiagnosisSpec = field(default_factory=DiagnosisSpec)
    given: str = ""

    @property
    def last_year(self) -> int:
        """The last year with a score."""
        return int(self.diagnosis.rows.years.max())

    @property
    def note(self) -> str:
        """What the framework says a reader must know first; empty for most."""
        return self.index.framework.note if self.index is not None else ""

    def described(self) -> list[tuple[str, str, str]]:
        """Name, value and meaning of every convention: of the computation, then of the diagnosis; a note first."""
        out = [("note", self.note, "said by the framework")] if self.note else []
        out.append(("panel", self.panel.origin, f"{len(set(self.panel.regions))} regions, {_span(self.panel.years)}"))
        if self.index is None:
            out.append(("scores", self.given, "scores were given; how they were computed is not known here"))
        else:
            out += self.index.conventions.described()
        out.append(("groups", self.panel.grouping, "groups of the decompositions and the clubs"))
        out.append(("inequality", "regions count equally", "Gini, Theil and σ are not weighted by population"))
        if self.diagnosis.space is not None:
            out.append(("space", self.diagnosis.space.label, "spatial weights, rows sum to 1"))
        out.append(("density", "Gaussian", "Silverman's bandwidth of each year"))
        out.append(("classes", str(self.choices.classes), "Markov classes: quantiles of the pooled scores"))
        if self.diagnosis.coupling is not None:
            out.append(("coupling", self.choices.coupling, "form of the coupling degree; dimensions count equally"))
        if self.diagnosis.ellipses:
            out.append(
                ("ellipse", self.choices.ellipse, "weight in the covariance; half axes of one standard deviation")
            )
        permuted = f"{self.choices.permutations}, seed {self.choices.seed}"
        out.append(("permutations", permuted, "shuffles behind the permuted p-values"))
        return out


def study(
    panel: Panel,
    framework: Framework,
    *,
    sweep: bool = False,
    sweep_options: Mapping[str, tuple[Any, ...]] | None = None,
) -> Study:
    """Compute, diagnose and, when asked, sweep a panel by a framework. InputError for what cannot be computed."""
    table = with_groups(panel, framework.groups, "declared in [groups]") if framework.groups else panel
    index = compute(table, framework)
    found = diagnose(index.panel, index.scores, space=framework.space, choices=framework.diagnosis, index=index)
    swept = run_sweep(table, framework, sweep_options) if sweep else None
    return Study(framework.title, index.panel, index.scores, found, index, swept, framework.diagnosis)


def study_of_scores(
    panel: Panel, column: str, *, space: SpaceSpec | None = None, choices: DiagnosisSpec | None = None
) -> Study:
    """Diagnose scores that somebody else computed: a column of the panel."""
    scores = panel.column(column)
    found = diagnose(panel, scores, space=space, choices=choices)
    return Study(column, panel, scores, found, choices=choices or DiagnosisSpec(), given=f"column {column}")


def _span(years: "np.ndarray[Any, Any]") -> str:
    first, last = int(years.min()), int(years.max())
    return str(first) if first == last else f"{first}–{last}"
