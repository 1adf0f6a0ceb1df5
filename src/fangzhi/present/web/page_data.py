"""The data of a page: as JSON, as CSV, and described for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

from pydantic import BaseModel, Field, create_model

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def shown(help_text: str, *, data: bool = True, page: bool = True, table: type | None = None) -> dict[str, object]:
    """Metadata of a page's field: what it holds, whether its data (JSON) has it, whether the page itself shows it.

    ``table`` is the row class of the one field that the page gives as CSV.
    """
    return {"help": help_text, "data": data, "page": page, "table": table}


def page_data(page: DataclassInstance) -> dict[str, object]:
    """The fields of a page that are data, as plain objects for JSON."""
    return {f.name: _plain(getattr(page, f.name)) for f in fields(page) if f.metadata.get("data", True)}


def page_table(page: DataclassInstance) -> str:
    """The main list of a page as CSV, rows in rows as columns ``outer_inner``; ValueError for a page without one."""
    for field in fields(page):
        row_class = field.metadata.get("table")
        if row_class is not None:
            return _csv(row_class, getattr(page, field.name))
    raise ValueError(f"{type(page).__name__} has no field with table=")


def has_table(page_class: type[DataclassInstance]) -> bool:
    """Whether pages of this class have a list to give as CSV."""
    return any(field.metadata.get("table") for field in fields(page_class))


@cache
def data_model(page_class: type[DataclassInstance]) -> type[BaseModel]:
    """What ``page_data`` gives for pages of a class, as a schema."""
    hints = get_type_hints(page_class)
    described: dict[str, Any] = {
        f.name: (hints[f.name], Field(description=str(f.metadata["help"])))
        for f in fields(page_class)
        if f.metadata.get("data", True)
    }
    model: type[BaseModel] = create_model(f"{page_class.__name__}Data", **described)
    return model


def _csv(row_class: type, rows: object) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(name for name, _ in _columns(row_class))
    found = list(rows.values()) if isinstance(rows, Mapping) else list(rows)  # type: ignore[call-overload]  # a tuple
    for row in found:
        writer.writerow(_cell(row, path) for _, path in _columns(row_class))
    return out.getvalue()


@cache
def _columns(row_class: type) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(_walk(row_class, ()))


def _walk(row_class: type, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    hints = get_type_hints(row_class)
    for field in fields(row_class):
        inner = _row_type(hints[field.name])
        path = (*above, field.name)
        if inner is None:
            yield "_".join(path), path
        else:
            yield from _walk(inner, path)


def _row_type(hint: Any) -> type | None:  # noqa: ANN401  # type hints are of many kinds
    """The dataclass that a field holds, alone or as ``X | None``."""
    choices = [choice for choice in getattr(hint, "__args__", (hint,)) if choice is not type(None)]
    if len(choices) == 1 and is_dataclass(choices[0]) and getattr(hint, "__origin__", None) is not tuple:
        return choices[0] if isinstance(choices[0], type) else None
    return None


def _cell(row: object, path: tuple[str, ...]) -> object:
    for name in path:
        if row is None:
            return None
        row = getattr(row, name)
    plain = _plain(row)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, (list, dict)) else plain


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, (type, Sequence)):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
