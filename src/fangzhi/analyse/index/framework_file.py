"""Reads a framework from a TOML file, with file and line in every complaint."""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from fangzhi.analyse.index.ahp import Judgement, ahp
from fangzhi.analyse.index.arrays import Floats
from fangzhi.analyse.index.conventions import DEFAULT_SWEEP, Conventions, conventions_from
from fangzhi.analyse.index.framework import (
    DIRECTIONS,
    LEVELS,
    AtlasQuery,
    DiagnosisSpec,
    Dimension,
    Framework,
    IndicatorSpec,
    PanelSpec,
    SpaceSpec,
)
from fangzhi.analyse.index.toml_section import Section, sections
from fangzhi.model.errors import InputError

_TOP = (
    "title", "source", "note", "panel", "conventions", "sweep", "dimension", "groups", "space", "ahp", "diagnosis",
)  # fmt: skip
_INDICATOR = (
    "id", "zh", "en", "unit", "direction", "column", "transform", "target", "reference", "weight",
    "formula", "table", "atlas",
)  # fmt: skip


def shipped_frameworks() -> list[str]:
    """Names of the frameworks that come with the program.

    >>> shipped_frameworks()
    ['administrative-structure', 'four-dimensions', 'reported-growth', 'three-objects']
    """
    folder = resources.files("fangzhi.analyse.index").joinpath("frameworks")
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


def load_framework(path: str | Path) -> Framework:
    """Read a framework from a TOML file or, by its name, one that comes with the program.

    InputError with file and line for anything that is missing, unknown or out of range.

    >>> load_framework("three-objects").dimensions[0].zh
    '劳动者'
    """
    return parse_framework(*framework_text(path))


def framework_text(path: str | Path) -> tuple[str, str]:
    """The text of a framework and its name for messages; InputError when it cannot be read."""
    name = str(path)
    if name in shipped_frameworks():
        text = resources.files("fangzhi.analyse.index").joinpath(f"frameworks/{name}.toml").read_text(encoding="utf-8")
        return text, f"{name}.toml"
    try:
        return Path(path).read_text(encoding="utf-8"), name
    except (OSError, UnicodeDecodeError) as error:
        shipped = ", ".join(shipped_frameworks())
        raise InputError(f"{name} cannot be read ({_reason(error)}); give a TOML file or one of {shipped}") from error


def panel_file(path: str | Path, framework: Framework) -> Path | None:
    """The panel that a framework names: beside its file, or the one that comes along with it; None without one.

    >>> panel_file("administrative-structure", load_framework("administrative-structure")).name
    'administrative-structure.csv'
    """
    if framework.panel.file is None:
        return None
    if str(path) in shipped_frameworks():
        return Path(str(resources.files("fangzhi.analyse.index"))) / "data" / framework.panel.file
    return Path(path).parent / framework.panel.file


def parse_framework(text: str, file: str) -> Framework:
    """A framework from the text of a TOML file; ``file`` is for messages. InputError as for `load_framework`.

    >>> parse_framework('title = "t"', "f.toml")
    Traceback (most recent call last):
    fangzhi.model.errors.InputError: f.toml: there is no [[dimension.indicator]]; declare at least one
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file} is no TOML: {error}; correct that line") from error
    top = Section(file, "file", tuple(enumerate(text.splitlines(), start=1)), data)
    top.only(_TOP)
    dimensions, indicators = _dimensions(data, text, file)
    part = _section(data, text, file, "conventions")
    conventions = conventions_from(part.values, Conventions(), part.where()) if part.values else Conventions()
    sweep = _section(data, text, file, "sweep")
    return Framework(
        title=top.text("title"),
        file=file,
        source=top.text("source", ""),
        dimensions=dimensions,
        indicators=indicators,
        conventions=conventions,
        sweep=_sweep(sweep, conventions),
        panel=_record(PanelSpec, _section(data, text, file, "panel")),
        space=_space(_section(data, text, file, "space")),
        diagnosis=_diagnosis(_section(data, text, file, "diagnosis")),
        groups=_groups(_section(data, text, file, "groups")),
        judgements=_judgements(_section(data, text, file, "ahp"), dimensions, indicators),
        note=top.text("note", ""),
    )


def _section(data: Mapping[str, Any], text: str, file: str, heading: str) -> Section:
    lines = sections(text, heading)
    values = data.get(heading, {})
    if not isinstance(values, dict):
        raise InputError(f"{file}: {heading} is {values!r}, but a table [{heading}] is needed; write it as one")
    return Section(file, heading, lines[0] if lines else (), values)


def _dimensions(
    data: Mapping[str, Any], text: str, file: str
) -> tuple[tuple[Dimension, ...], tuple[IndicatorSpec, ...]]:
    outer, inner = sections(text, "dimension"), sections(text, "dimension.indicator")
    dimensions: list[Dimension] = []
    indicators: list[IndicatorSpec] = []
    for number, values in enumerate(data.get("dimension", [])):
        part = Section(file, "dimension", outer[number] if number < len(outer) else (), values)
        part.only(("id", "zh", "en", "indicator"))
        name = part.text("id")
        if any(name == d.id for d in dimensions):
            raise InputError(f"{part.where('id')}: dimension {name!r} is declared twice; rename one")
        dimensions.append(Dimension(name, part.text("zh", name), part.text("en", name)))
        for values_inside in values.get("indicator", []):
            lines = inner[len(indicators)] if len(indicators) < len(inner) else ()
            item = _indicator(Section(file, "dimension.indicator", lines, values_inside), name)
            if any(item.id == other.id for other in indicators):
                raise InputError(f"{file}: indicator {item.id!r} is declared twice; rename one")
            indicators.append(item)
    if not indicators:
        raise InputError(f"{file}: there is no [[dimension.indicator]]; declare at least one")
    return tuple(dimensions), tuple(indicators)


def _indicator(part: Section, dimension: str) -> IndicatorSpec:
    part.only(_INDICATOR)
    name = part.text("id")
    direction = part.text("direction")
    if direction not in DIRECTIONS:
        raise InputError(
            f"{part.where('direction')}: direction {direction!r} of {name} is unknown; write {', '.join(DIRECTIONS)}"
        )
    transform = part.values.get("transform")
    if transform not in (None, "log"):
        raise InputError(
            f"{part.where('transform')}: transform {transform!r} of {name} is unknown; write log or leave it out"
        )
    return IndicatorSpec(
        id=name,
        zh=part.text("zh", name),
        en=part.text("en", name),
        dimension=dimension,
        unit=part.text("unit", ""),
        direction=direction,
        column=part.text("column", name),
        transform=transform,
        target=_target(part, name, direction),
        reference=part.number("reference"),
        weight=part.number("weight"),
        formula=part.text("formula", ""),
        table=part.text("table", ""),
        atlas=_atlas(part, name),
    )


def _target(part: Section, name: str, direction: str) -> tuple[float, float] | None:
    value = part.values.get("target")
    if direction != "target":
        if value is not None:
            raise InputError(
                f'{part.where("target")}: {name} has a target but direction {direction!r}; write direction = "target"'
            )
        return None
    ends: list[Any] = value if isinstance(value, list) else [value, value]
    if (
        len(ends) != 2
        or not all(isinstance(e, int | float) and not isinstance(e, bool) for e in ends)
        or ends[0] > ends[1]
    ):
        raise InputError(
            f"{part.where('target')}: {name} needs target = NUMBER or [LOW, HIGH], but has {value!r}; write it"
        )
    return float(ends[0]), float(ends[1])


def _atlas(part: Section, name: str) -> AtlasQuery | None:
    value = part.values.get("atlas")
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"indicator", "measure", "unit"}:
        raise InputError(f"{part.where('atlas')}: atlas of {name} needs indicator, measure and unit; write all three")
    return AtlasQuery(str(value["indicator"]), str(value["measure"]), str(value["unit"]))


def _sweep(part: Section, conventions: Conventions) -> Mapping[str, tuple[Any, ...]]:
    if not part.values:
        return dict(DEFAULT_SWEEP)
    out = {}
    for key, value in part.values.items():
        if not isinstance(value, list) or not value:
            raise InputError(
                f"{part.where(key)}: {key} = {value!r} in [sweep] is no list; write the alternatives in [ ]"
            )
        for alternative in value:
            conventions_from({key: alternative}, conventions, part.where(key))
        out[key] = tuple(tuple(v) if isinstance(v, list) else v for v in value)
    return out


def _record(kind: type[PanelSpec], part: Section) -> PanelSpec:
    names = tuple(kind.__dataclass_fields__)
    part.only(names)
    given = {key: part.text(key) for key in part.values}
    if given.get("level", "province") not in LEVELS:
        raise InputError(f"{part.where('level')}: level {given['level']!r} is unknown; write {', '.join(LEVELS)}")
    return kind(**given)


def _space(part: Section) -> SpaceSpec:
    part.only(tuple(SpaceSpec.__dataclass_fields__))
    weights = part.values.get("weights")
    if weights not in (None, "contiguity", "inverse-distance", "nearest"):
        raise InputError(
            f"{part.where('weights')}: weights = {weights!r} is unknown; write contiguity, inverse-distance or nearest"
        )
    power, neighbours = part.number("power"), part.number("neighbours")
    return SpaceSpec(
        weights,
        1.0 if power is None else power,
        4 if neighbours is None else int(neighbours),
        part.values.get("longitude"),
        part.values.get("latitude"),
    )


def _diagnosis(part: Section) -> DiagnosisSpec:
    part.only(tuple(DiagnosisSpec.__dataclass_fields__))
    values = dict(part.values)
    for key, allowed in (("coupling", ("standard", "wang-2021")), ("ellipse", ("linear", "squared"))):
        if key in values and values[key] not in allowed:
            raise InputError(f"{part.where(key)}: {key} = {values[key]!r} is unknown; write {' or '.join(allowed)}")
    for key, least in (("classes", 2), ("permutations", 99), ("seed", 0)):
        number = part.number(key)
        if number is not None and (number < least or number != int(number)):
            raise InputError(
                f"{part.where(key)}: {key} = {values[key]!r} is out of range; write a whole number from {least}"
            )
    controls = values.get("controls", [])
    if not isinstance(controls, list):
        raise InputError(f"{part.where('controls')}: controls = {controls!r} is no list; write the columns in [ ]")
    values["controls"] = tuple(str(c) for c in controls)
    return DiagnosisSpec(**values)


def _groups(part: Section) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for label, members in part.values.items():
        if not isinstance(members, list):
            raise InputError(f"{part.where(label)}: group {label!r} is no list of regions; write them in [ ]")
        for member in members:
            if str(member) in out:
                raise InputError(
                    f"{part.where(label)}: region {member} is in {out[str(member)]!r} and in {label!r}; keep one"
                )
            out[str(member)] = label
    return out


def _judgements(
    part: Section, dimensions: tuple[Dimension, ...], indicators: tuple[IndicatorSpec, ...]
) -> dict[str, Judgement]:
    if not part.values:
        return {}
    sizes = {"dimensions": len(dimensions)}
    for item in indicators:
        sizes[item.dimension] = sizes.get(item.dimension, 0) + 1
    part.only((*sizes, "accept_inconsistency"))
    accept = part.values.get("accept_inconsistency", False) is True
    out: dict[str, Judgement] = {}
    for key, size in sizes.items():
        label = f"{part.where(key)}: [ahp] {key}"
        given = part.values.get(key)
        if given is None:
            if size > 1:
                raise InputError(f"{label} has no comparison matrix; give {size} rows of {size} numbers")
            continue
        judged = ahp(_matrix(given, size, label), label)
        if judged.consistency_ratio is not None and judged.consistency_ratio > 0.1 and not accept:
            raise InputError(
                f"{label} has consistency ratio {judged.consistency_ratio:.3f}, above 0.1; "
                "revise the comparisons, or write accept_inconsistency = true"
            )
        out[key] = judged
    return out


def _matrix(given: Any, size: int, label: str) -> Floats:  # noqa: ANN401  # a value of a TOML file
    try:
        rows = [[float(Fraction(str(cell))) for cell in row] for row in given]
        matrix = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError, ZeroDivisionError) as error:
        raise InputError(f'{label} is no matrix of numbers and fractions such as "1/3"; correct it') from error
    if matrix.shape != (size, size):
        raise InputError(
            f"{label} has shape {matrix.shape}, but there are {size} to compare; give {size} rows of {size}"
        )
    return matrix


def _reason(error: Exception) -> str:
    return error.strerror or "no such file" if isinstance(error, OSError) else "it is not UTF-8 text"
