"""Writes a small atlas by hand, for the tests of the pages."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types

from fangzhi.model.period import Period
from fangzhi.store.parts import KINDS
from fangzhi.store.sql import SCHEMA_VERSION

SCHEMA = (files("fangzhi.store") / "schema.sql").read_text(encoding="utf-8")
FACTS = KINDS
TABLES = ("document", *FACTS, "unresolved", "refused", "copy", "indicator", "region", "atlas")
# What a hand-written row leaves out although the schema wants it.
DEFAULTS = {"other_paths": "[]", "groups": "[]"}


@dataclass
class Draft:
    """One document and its facts, each given by the words that it stands on."""

    title: str
    text: str
    published: str | None
    region: str | None
    region_code: str | None
    facts: list[dict[str, Any]] = field(default_factory=list)
    url: str | None = None
    kind: str = "work_report"
    language: str = "zh"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The range between the stops around ``text[start:end]``."""
    first = max(text.rfind(stop, 0, start) for stop in "。；！\n") + 1
    stops = [at for stop in "。；！\n" if (at := text.find(stop, end)) >= 0]
    return first, min(stops) + 1 if stops else len(text)


def write_atlas(
    path: Path,
    drafts: list[Draft],
    *,
    regions: list[dict[str, Any]],
    indicators: list[dict[str, Any]],
    refused: list[tuple[str, str]] | None = None,
) -> Path:
    """Write the tables of the schema; facts name their words with ``quote`` (first hit) or ``start`` and ``end``."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for draft in drafts:
        document_id = draft.sha256[:16]
        rows["document"].append(
            {
                "document_id": document_id,
                "path": f"{draft.title}.txt",
                "other_paths": "[]",
                "title": draft.title,
                "published": draft.published and date.fromisoformat(draft.published),
                "region": draft.region,
                "region_code": draft.region_code,
                "url": draft.url,
                "language": draft.language,
                "kind": draft.kind,
                "origins": json.dumps({"title": "documents.csv", "published": "inferred: first line"}),
                "characters": len(draft.text),
                "text_sha256": draft.sha256,
                "source_sha256": draft.sha256,
                "text": draft.text,
                "layout": "{}",
                "fact_count": len(draft.facts),
            }
        )
        for given in draft.facts:
            rows[given["kind"]].append(_fact(draft, document_id, dict(given)))
    rows["region"] = regions
    rows["indicator"] = indicators
    rows["refused"] = [{"path": p, "reason": r} for p, r in refused or []]
    if rows["observation"]:
        example = rows["observation"][-1]["fact_id"]
        rows["unresolved"] = [{"kind": "indicator", "words": "年开票销售", "count": 3, "example_fact_id": example}]
    facts = {
        "schema_version": str(SCHEMA_VERSION),
        "fangzhi_version": "0.1.0",
        "lexicon_sha256": "0" * 64,
        "seconds": "1.2",
    }
    facts["built_at"] = "2026-11-20T08:00:00+00:00"
    rows["atlas"] = [{"key": k, "value": v} for k, v in facts.items()]
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCHEMA)
        for name in TABLES:
            if rows[name]:
                connection.register("given", pa.Table.from_pylist(_filled(rows[name])))
                connection.execute(f"INSERT INTO {name} BY NAME FROM given")  # names from TABLES above
    return path


def _filled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = {name for row in rows for name in row} - {"kind" if "span_start" in rows[0] else ""}
    return [{name: row.get(name, DEFAULTS.get(name)) for name in sorted(names)} for row in rows]


def _fact(draft: Draft, document_id: str, fact: dict[str, Any]) -> dict[str, Any]:
    text = draft.text
    if "start" in fact:
        start, end = fact.pop("start"), fact.pop("end")
    else:
        start = text.index(fact["quote"], fact.pop("after", 0))
        end = start + len(fact["quote"])
    first, last = sentence_around(text, start, end)
    fact |= {
        "document_id": document_id,
        "span_start": start,
        "span_end": end,
        "quote": text[start:end],
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[end : end + 32],
        "sentence_start": first,
        "sentence_end": last,
        "sentence": text[first:last],
    }
    if fact["kind"] == "scheme":
        fact.setdefault("groups", [])
    fact.setdefault("rule", "by hand")
    fact.setdefault("confidence", "certain")
    fact.setdefault("region", draft.region)
    fact.setdefault("region_code", draft.region_code)
    if fact["kind"] == "observation":
        fact.setdefault("bound", "eq")
        fact.setdefault("status", "actual")
        if fact.get("period"):
            period = Period.parse(fact["period"])
            fact |= {"period_first": period.first, "period_last": period.last, "year": period.end_year}
    if "groups" in fact:
        fact["groups"] = json.dumps(fact["groups"], ensure_ascii=False)
    key = json.dumps([document_id, {k: v for k, v in fact.items() if k != "sentence"}], sort_keys=True, default=str)
    fact["fact_id"] = hashlib.sha256(key.encode()).hexdigest()[:16]
    return fact
