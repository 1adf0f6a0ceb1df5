"""Schemes: the registry of industrial systems that regions name or number, and one of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class SchemeMention:
    """One place where a text tells a scheme; ``groups`` is a JSON list of {label, count, members}."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    region: str | None
    region_code: str | None
    code: str | None
    name: str
    groups: str
    quote: str
    sentence: str

    def group_list(self) -> list[dict[str, Any]]:
        """The groups as objects with label, count and members."""
        groups: list[dict[str, Any]] = json.loads(self.groups)
        return groups


def schemes(reader: Reader) -> tuple[SchemeMention, ...]:
    """Every mention of every scheme, by region and code, the newest document first."""
    return reader.rows("schemes", SchemeMention)


def scheme(reader: Reader, region_code: str | None, key: str) -> tuple[SchemeMention, ...]:
    """The mentions of one scheme, the newest document first; ``key`` is its code, or its name where it has none."""
    return reader.rows("scheme", SchemeMention, region_code=region_code, key=key)
