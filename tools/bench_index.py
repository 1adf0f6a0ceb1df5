"""Times the index laboratory on a county panel, beside pymcdm where it is installed: python tools/bench_index.py."""

import importlib
import time
from collections.abc import Callable

import numpy as np

from fangzhi.analyse.index import aggregate, normalise, weights
from fangzhi.analyse.index.conventions import Conventions
from fangzhi.analyse.index.dagum import dagum
from fangzhi.analyse.index.framework_file import parse_framework
from fangzhi.analyse.index.panel import Panel
from fangzhi.analyse.index.score import compute
from fangzhi.analyse.index.sweep import run_sweep

COUNTIES, YEARS, INDICATORS, GROUPS = 2800, 20, 40, 8
SWEEP = {
    "scope": ("pooled", "yearly"),
    "weights": ("entropy", "critic", "variation", "components"),
    "weights_scope": ("pooled", "yearly"),
    "aggregation": ("linear", "topsis-weighted", "topsis-distance"),
}


def main() -> None:
    """Print one line a measurement: wall-clock seconds, the best of three."""
    panel = county_panel()
    names = panel.columns
    text = 'title = "county panel"\n[[dimension]]\nid = "d"\n'
    text += "".join(f'[[dimension.indicator]]\nid = "{name}"\ndirection = "up"\n' for name in names)
    framework = parse_framework(text, "county.toml")
    conventions = Conventions(aggregation="topsis-weighted")
    groups = [f"g{i % GROUPS}" for i in range(COUNTIES)]
    scores = compute(panel, framework, conventions).scores
    report("entropy weights and TOPSIS", lambda: compute(panel, framework, conventions))
    report("Dagum over 8 groups, 20 years", lambda: [dagum(one, groups) for one in scores.reshape(YEARS, COUNTIES)])
    report("sweep of 48 conventions", lambda: run_sweep(panel, framework, SWEEP), rounds=1)
    values = normalise.min_max(panel.values, np.zeros(INDICATORS, dtype=bool)) + 1e-4
    vector = weights.entropy(values)
    report("ours: entropy weights alone", lambda: weights.entropy(values))
    down = np.zeros(INDICATORS, dtype=bool)
    report("ours: min-max and TOPSIS", lambda: aggregate.topsis_weighted(normalise.min_max(panel.values, down), vector))
    methods = importlib.import_module("pymcdm.methods")
    others = importlib.import_module("pymcdm.weights")
    kinds = np.ones(INDICATORS)
    topsis = methods.TOPSIS(
        normalization_function=importlib.import_module("pymcdm.normalizations").minmax_normalization
    )
    report("pymcdm: entropy weights alone", lambda: others.entropy_weights(values))
    report("pymcdm: min-max and TOPSIS", lambda: topsis(panel.values, vector, kinds))


def county_panel() -> Panel:
    """2,800 counties × 20 years × 40 indicators of random figures, the same each time."""
    rows = COUNTIES * YEARS
    return Panel(
        tuple(f"{i:06d}" for i in range(COUNTIES)) * YEARS,
        np.repeat(np.arange(2003, 2003 + YEARS), COUNTIES),
        tuple(f"x{j}" for j in range(INDICATORS)),
        np.random.default_rng(1).lognormal(size=(rows, INDICATORS)),
        np.zeros((rows, INDICATORS), dtype=bool),
        {},
        "county panel",
    )


def report(label: str, run: Callable[[], object], rounds: int = 3) -> None:
    """Print the shortest of several runs."""
    best = min(_seconds(run) for _ in range(rounds))
    print(f"{label:<34}{best:8.3f} s")


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
