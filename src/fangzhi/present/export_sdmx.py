"""Observations as SDMX-CSV 2.0, with the data structure definition that they follow."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.period import Period
from fangzhi.present.export_files import complete, folder_for
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import cited_facts, other_table

AGENCY, STRUCTURE, VERSION = "FANGZHI", "OBSERVATIONS", "1.0"
DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "MEASURE", "CLAIM", "FACT")  # TIME_PERIOD follows
ATTRIBUTES = (
    "UNIT_MEASURE", "OBS_STATUS", "BOUND", "VALUE_HIGH", "BASE_PERIOD", "CONFIDENCE", "UNIT_TEXT", "LABEL", "QUOTE",
    "SENTENCE", "DOCUMENT_ID", "SPAN_START", "SPAN_END", "DOCUMENT_TITLE", "DOCUMENT_DATE", "DOCUMENT_URL",
)  # fmt: skip
HEADER = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "TIME_PERIOD", "OBS_VALUE", *ATTRIBUTES)
_CODED = {
    "FREQ": "CL_FREQ",
    "REF_AREA": "CL_AREA",
    "INDICATOR": "CL_INDICATOR",
    "MEASURE": "CL_MEASURE",
    "CLAIM": "CL_CLAIM",
    "UNIT_MEASURE": "CL_UNIT",
    "OBS_STATUS": "CL_OBS_STATUS",
    "BOUND": "CL_BOUND",
    "CONFIDENCE": "CL_CONFIDENCE",
}
_FREQUENCIES = {"A": "Annual", "S": "Half-yearly", "Q": "Quarterly", "M": "Monthly", "_O": "Other: a span of time"}
_FIXED: dict[str, dict[str, str]] = {
    "CL_FREQ": _FREQUENCIES,
    "CL_MEASURE": {
        "level": "The quantity itself, a share or rate included",
        "growth": "Relative change against a year earlier or the stated base, in %",
        "cagr": "Average annual growth, in %",
        "change": "Absolute change, signed",
        "rank": "Position in an order",
    },
    "CL_CLAIM": {"actual": "Outcome", "estimate": "Estimate", "target": "Target; no observation status means this"},
    "CL_OBS_STATUS": {"A": "Normal value", "E": "Estimated value"},
    "CL_BOUND": {"eq": "As stated", "min": "At least", "max": "At most", "approx": "About"},
    "CL_CONFIDENCE": {
        "certain": "Every field stands in the clause",
        "context": "A field was carried over from earlier text",
        "weak": "Read by a rule of last resort",
    },
}


@dataclass(frozen=True, slots=True)
class SdmxTime:
    """A period as SDMX writes it, with its frequency code."""

    frequency: str
    notation: str


def export_sdmx(atlas: str | Path, folder: str | Path) -> tuple[Path, ...]:
    """Write ``observations.sdmx.csv`` and ``structure.xml`` (SDMX-ML 2.1); the paths written.

    Observations with a catalogue indicator, an area with a code, a period and a known unit; values in base units.
    Documents may say different things of one key, so the fact is a dimension. Line breaks in texts are blanks.
    """
    folder = folder_for(folder)
    data, structure = folder / "observations.sdmx.csv", folder / "structure.xml"
    with Atlas(atlas) as opened:
        rows = [made for row in cited_facts(opened, "observation") if (made := _row(row)) is not None]
        names = {row["indicator_id"]: row["en"] for row in other_table(opened, "indicator")}
        areas = {row["region_code"]: row["english"] or row["name"] for row in other_table(opened, "region")}
    with complete(data) as aside, aside.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows([row[name] for name in HEADER] for row in rows)
    lists = {
        **_FIXED,
        "CL_AREA": {code: areas.get(code, code) for code in sorted({row["REF_AREA"] for row in rows})},
        "CL_INDICATOR": {code: names.get(code, code) for code in sorted({row["INDICATOR"] for row in rows})},
        "CL_UNIT": {code: _unit_name(code) for code in sorted({row["UNIT_MEASURE"] for row in rows})},
    }
    with complete(structure) as aside:
        aside.write_text(_structure(lists), encoding="utf-8")
    return data, structure


def sdmx_time(notation: str) -> SdmxTime:
    """A period in the notation of SDMX; what is no standard period is a start with a duration.

    >>> sdmx_time("2025-Q3"), sdmx_time("2025-01/2025-09")
    (SdmxTime(frequency='Q', notation='2025-Q3'), SdmxTime(frequency='_O', notation='2025-01-01/P9M'))
    >>> sdmx_time("2021/2025").notation
    '2021-01-01/P5Y'
    """
    period = Period.parse(notation)
    months = period.last - period.first + 1
    if "/" not in notation:
        _, _, part = notation.partition("-")
        return SdmxTime(part[0] if part[:1] in {"Q", "S"} else "M" if part else "A", notation)
    start = f"{period.start_year:04d}-{period.first % 12 + 1:02d}-01"
    length = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return SdmxTime("_O", f"{start}/{length}")


def _row(row: Mapping[str, Any]) -> dict[str, Any] | None:
    unit = load_lexicon().units.find(row["unit"]) if row["unit"] else None
    known = row["indicator_id"] and row["region_code"] and row["period"]
    if not known or (unit is None and row["measure"] != "rank"):
        return None
    time = sdmx_time(row["period"])
    return {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": f"{AGENCY}:{STRUCTURE}({VERSION})",
        "ACTION": "I",
        "FREQ": time.frequency,
        "REF_AREA": row["region_code"],
        "INDICATOR": row["indicator_id"],
        "MEASURE": row["measure"],
        "CLAIM": row["status"],
        "FACT": row["fact_id"],
        "TIME_PERIOD": time.notation,
        "OBS_VALUE": repr(row["value"]),
        "UNIT_MEASURE": unit.id if unit else "position",
        "OBS_STATUS": "E" if row["status"] == "estimate" else "A",
        "BOUND": row["bound"],
        "VALUE_HIGH": "" if row["value_high"] is None else repr(row["value_high"]),
        "BASE_PERIOD": sdmx_time(row["base_period"]).notation if row["base_period"] else "",
        "CONFIDENCE": row["confidence"],
        "UNIT_TEXT": row["unit"],
        "LABEL": _line(row["indicator"]),
        "QUOTE": _line(row["quote"]),
        "SENTENCE": _line(row["sentence"]),
        "DOCUMENT_ID": row["document_id"],
        "SPAN_START": row["span_start"],
        "SPAN_END": row["span_end"],
        "DOCUMENT_TITLE": _line(row["document_title"] or ""),
        "DOCUMENT_DATE": str(row["document_published"] or ""),
        "DOCUMENT_URL": row["document_url"] or "",
    }


def _line(text: str) -> str:
    """In one line: readers of SDMX-CSV split at line breaks, quoted or not."""
    return " ".join(text.split())


def _unit_name(code: str) -> str:
    by_id = {unit.id: unit.symbol for unit in load_lexicon().units.rows}
    return by_id.get(code, code)


def _structure(lists: Mapping[str, Mapping[str, str]]) -> str:
    codelists = "\n".join(_codelist(name, codes) for name, codes in sorted(lists.items()))
    concepts = "\n".join(
        f'<str:Concept id="{name}"><com:Name xml:lang="en">{name.replace("_", " ").capitalize()}</com:Name>'
        "</str:Concept>"
        for name in (*DIMENSIONS, "TIME_PERIOD", "OBS_VALUE", *ATTRIBUTES)
    )
    dimensions = "\n".join(
        f'<str:Dimension id="{name}" position="{number}">{_concept(name)}{_representation(name)}</str:Dimension>'
        for number, name in enumerate(DIMENSIONS, 1)
    )
    attributes = "\n".join(
        f'<str:Attribute id="{name}" assignmentStatus="Conditional">{_concept(name)}{_representation(name)}'
        '<str:AttributeRelationship><str:PrimaryMeasure><Ref id="OBS_VALUE"/></str:PrimaryMeasure>'
        "</str:AttributeRelationship></str:Attribute>"
        for name in ATTRIBUTES
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mes:Structure xmlns:mes="{_SDMX}/message" xmlns:str="{_SDMX}/structure" xmlns:com="{_SDMX}/common"
 xmlns:xml="http://www.w3.org/XML/1998/namespace">
<mes:Header><mes:ID>{STRUCTURE}</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2026-01-01T00:00:00</mes:Prepared>
<mes:Sender id="{AGENCY}"/></mes:Header>
<mes:Structures>
<str:Dataflows><str:Dataflow id="{STRUCTURE}" agencyID="{AGENCY}" version="{VERSION}">
<com:Name xml:lang="en">Observations with the sentence that each stands in</com:Name>
<str:Structure><Ref id="{STRUCTURE}" agencyID="{AGENCY}" version="{VERSION}" package="datastructure"
 class="DataStructure"/></str:Structure></str:Dataflow></str:Dataflows>
<str:Codelists>
{codelists}
</str:Codelists>
<str:Concepts><str:ConceptScheme id="CONCEPTS" agencyID="{AGENCY}" version="{VERSION}">
<com:Name xml:lang="en">Concepts</com:Name>
{concepts}
</str:ConceptScheme></str:Concepts>
<str:DataStructures><str:DataStructure id="{STRUCTURE}" agencyID="{AGENCY}" version="{VERSION}">
<com:Name xml:lang="en">Observations with the sentence that each stands in</com:Name>
<str:DataStructureComponents>
<str:DimensionList id="DimensionDescriptor">
{dimensions}
<str:TimeDimension id="TIME_PERIOD" position="{len(DIMENSIONS) + 1}">{_concept("TIME_PERIOD")}
<str:LocalRepresentation><str:TextFormat textType="ObservationalTimePeriod"/></str:LocalRepresentation>
</str:TimeDimension>
</str:DimensionList>
<str:AttributeList id="AttributeDescriptor">
{attributes}
</str:AttributeList>
<str:MeasureList id="MeasureDescriptor"><str:PrimaryMeasure id="OBS_VALUE">{_concept("OBS_VALUE")}
<str:LocalRepresentation><str:TextFormat textType="Double"/></str:LocalRepresentation>
</str:PrimaryMeasure></str:MeasureList>
</str:DataStructureComponents></str:DataStructure></str:DataStructures>
</mes:Structures></mes:Structure>
"""


def _codelist(name: str, codes: Mapping[str, str]) -> str:
    return (
        f'<str:Codelist id="{name}" agencyID="{AGENCY}" version="{VERSION}">'
        f'<com:Name xml:lang="en">{name}</com:Name>{"".join(_codes(codes.items()))}</str:Codelist>'
    )


def _codes(codes: Iterable[tuple[str, str]]) -> Iterable[str]:
    for code, name in codes:
        yield f'<str:Code id={quoteattr(code)}><com:Name xml:lang="en">{escape(name)}</com:Name></str:Code>'


def _concept(name: str) -> str:
    return (
        f'<str:ConceptIdentity><Ref id="{name}" maintainableParentID="CONCEPTS" '
        f'maintainableParentVersion="{VERSION}" agencyID="{AGENCY}" package="conceptscheme" class="Concept"/>'
        "</str:ConceptIdentity>"
    )


def _representation(name: str) -> str:
    if name not in _CODED:
        return '<str:LocalRepresentation><str:TextFormat textType="String"/></str:LocalRepresentation>'
    return (
        f'<str:LocalRepresentation><str:Enumeration><Ref id="{_CODED[name]}" agencyID="{AGENCY}" '
        f'version="{VERSION}" package="codelist" class="Codelist"/></str:Enumeration></str:LocalRepresentation>'
    )


_SDMX = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
