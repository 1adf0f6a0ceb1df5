"""The conventions of an index: every choice that changes the result, in one value that travels with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import product
from typing import Any

from fangzhi.model.errors import InputError

CHOICES: dict[str, dict[str, str]] = {
    "normalisation": {
        "min-max": "min-max to [0, 1]",
        "z-score": "z-score, population standard deviation",
        "sum": "share of the sum; reciprocal where less is better",
        "vector": "share of the vector's length",
        "target": "share of the declared reference value",
    },
    "scope": {
        "pooled": "extremes and ideal points over all years together: scores comparable between years",
        "yearly": "extremes and ideal points of each year: scores comparable within a year only",
    },
    "weights": {
        "entropy": "entropy weights",
        "critic": "CRITIC weights",
        "variation": "coefficient-of-variation weights",
        "components": "principal-component weights, squared loadings",
        "ahp": "analytic hierarchy process, declared comparison matrix",
        "equal": "equal weights",
        "declared": "weights declared in the framework",
        "combined": "game-theory combination",
    },
    "weights_scope": {
        "pooled": "one set of weights for all years",
        "yearly": "weights of each year's own data",
    },
    "aggregation": {
        "linear": "weighted sum",
        "geometric": "weighted product",
        "topsis-weighted": "TOPSIS on the weighted matrix (weight enters the distance squared)",
        "topsis-distance": "TOPSIS with the weight inside the distance once",
        "grey": "grey relational grade",
    },
    "imputation": {
        "none": "no imputation: a region-year with a gap has no score",
        "linear": "linear between the region's own years; ends are not extended",
        "nearest-year": "the region's nearest year, the earlier of two",
        "region-mean": "mean of the region's own years",
        "group-mean": "mean of the region's group in the same year",
    },
}


@dataclass(frozen=True, slots=True)
class Conventions:
    """Every choice of one calculation.

    ``shift`` (ε) is added to all normalised values; ``keep`` belongs to principal components (None: λ > 1),
    ``combine`` to combined weights, ``distinguishing`` (ρ) to grey relations.

    >>> Conventions(weights="equal").label()
    'min-max pooled ε=0.0001 · equal · linear'
    """

    normalisation: str = "min-max"
    scope: str = "pooled"
    shift: float = 1e-4
    weights: str = "entropy"
    weights_scope: str = "pooled"
    keep: float | None = None
    combine: tuple[str, ...] = ()
    aggregation: str = "linear"
    distinguishing: float = 0.5
    imputation: str = "none"

    def label(self) -> str:
        """One line that tells two calculations apart."""
        weights = self.weights if self.weights != "combined" else f"combined({'+'.join(self.combine)})"
        if self.weights == "components" and self.keep is not None:
            weights += f"({self.keep:g})"
        absolute = self.normalisation == "target" and self.aggregation in ("linear", "geometric")
        scope = "" if absolute else f" {self.scope}"
        if self.weights not in ("equal", "ahp", "declared"):
            weights += f" {self.weights_scope}"
        grey = f" ρ={self.distinguishing:g}" if self.aggregation == "grey" else ""
        filled = "" if self.imputation == "none" else f" · gaps {self.imputation}"
        first = f"{self.normalisation}{scope} ε={self.shift:g}"
        return f"{first} · {weights} · {self.aggregation}{grey}{filled}"

    def described(self) -> list[tuple[str, str, str]]:
        """Name, value and meaning of every convention that has a say in this calculation."""
        out = []
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name in CHOICES:
                out.append((item.name, str(value), CHOICES[item.name][value]))
        out.insert(2, ("shift", f"{self.shift:g}", "ε added to every normalised value"))
        if "components" in (self.weights, *self.combine):
            rule = "components with λ > 1" if self.keep is None else "first components that explain this share"
            out.append(("keep", "kaiser" if self.keep is None else f"{self.keep:g}", rule))
        if self.weights == "combined":
            out.append(("combine", " + ".join(self.combine), "weights that are combined"))
        if self.aggregation == "grey":
            out.append(("distinguishing", f"{self.distinguishing:g}", "distinguishing coefficient ρ"))
        return out


DEFAULT_SWEEP: dict[str, tuple[Any, ...]] = {
    "scope": ("pooled", "yearly"),
    "weights": ("entropy", "critic", "variation", "equal"),
    "aggregation": ("linear", "topsis-weighted", "topsis-distance"),
}


def conventions_from(options: Mapping[str, Any], base: Conventions, where: str) -> Conventions:
    """The base with some choices replaced; InputError for an unknown choice or a number out of range.

    >>> conventions_from({"weights": "entrpy"}, Conventions(), "x.toml")
    Traceback (most recent call last):
    fangzhi.model.errors.InputError: x.toml: weights = 'entrpy' is unknown; write entropy, critic, variation, \
components, ahp, equal, declared, combined
    """
    known = {item.name for item in fields(Conventions)}
    changed: dict[str, Any] = {}
    for name, value in options.items():
        if name not in known:
            raise InputError(f"{where}: {name!r} is no convention; known are {', '.join(sorted(known))}")
        changed[name] = _checked(name, value, where)
    merged = {item.name: getattr(base, item.name) for item in fields(Conventions)} | changed
    found = Conventions(**merged)
    if found.weights == "combined" and len(found.combine) < 2:
        raise InputError(f"{where}: combined weights need `combine` with at least two of {', '.join(_COMBINABLE)}")
    return found


def alternatives(base: Conventions, sweep: Mapping[str, tuple[Any, ...]], where: str) -> Iterator[Conventions]:
    """Every combination of the swept choices, the base filling in what is not swept.

    >>> [c.weights for c in alternatives(Conventions(), {"weights": ("equal", "critic")}, "x.toml")]
    ['equal', 'critic']
    """
    for values in product(*sweep.values()):
        yield conventions_from(dict(zip(sweep, values, strict=True)), base, where)


_COMBINABLE = ("entropy", "critic", "variation", "components", "ahp", "equal", "declared")


def _checked(name: str, value: Any, where: str) -> Any:  # noqa: ANN401  # a value of a TOML file
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise InputError(f"{where}: {name} = {value!r} is unknown; write {', '.join(CHOICES[name])}")
        return value
    if name == "combine":
        if not isinstance(value, list | tuple) or not set(value) <= set(_COMBINABLE):
            raise InputError(f"{where}: combine = {value!r} is unknown; write a list of {', '.join(_COMBINABLE)}")
        return tuple(value)
    if name == "keep" and value in ("kaiser", None):
        return None
    low, high = {"shift": (0.0, 100.0), "keep": (0.0, 1.0), "distinguishing": (0.0, 1.0)}[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise InputError(f"{where}: {name} = {value!r} is out of range; write a number from {low:g} to {high:g}")
    return float(value)
