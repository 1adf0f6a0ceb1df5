"""Writes docs/data-model.md from the code: the nouns, the tables of an atlas, the columns of an export, the API.

python tools/make_data_model.py            rewrite the page
python tools/make_data_model.py --check    say whether it is up to date, exit code 1 if not
"""

import argparse
import csv
import inspect
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import fangzhi
from fangzhi.model import facts as fact_module
from fangzhi.model.document import Document, FoldedText, Metadata
from fangzhi.model.facts import Bound, Confidence, Fact, Measure, SchemeGroup, Status
from fangzhi.model.period import Period
from fangzhi.model.region import Region

PAGE = Path(__file__).parents[1] / "docs" / "data-model.md"
WORDS = {"Measure": Measure, "Bound": Bound, "Status": Status, "Confidence": Confidence}
SAMPLE = "去年，全省地区生产总值增长5.3%。"
TOP = """# Data model

Written by `python tools/make_data_model.py` from the code; do not edit.

A **document** yields **facts**. Each fact is a value of one of the classes below, one line of
`fangzhi extract`, and one row of the atlas, under the same names (`start` and `end` are `span_start` and `span_end` in
tables, since END is a word of SQL). Where it stands is part of the fact: the two count Unicode code points in the text
of the document, the end exclusive, and `text[start:end] == quote` always. The extractor reads a cleaned copy of the
text; offsets are mapped back, so noise never shifts them.

Missing values are left out of JSON and empty in tables; they mean «the text does not say, or we could not tell».

What the fields mean:

* A **value** is in its bare unit, multipliers applied: 14.2万亿元 is 14200000000000 元. Growth and shares are in per
  cent; a fall is negative. 个百分点 is a unit of its own, never per cent.
* A **bound** keeps the hedge: `min` for 以上, 超, 突破; `max` for 以内, 不超过; `approx` for 左右, 约, 近.
* A **period** is what the words say in ISO 8601 or SDMX notation: a year, a half-year (S1), a quarter (Q3), months from
  and to (2025-01/2025-09, never written as a quarter), years from and to (2021/2025).
* A **status** says whether it happened (`actual`), is a first count or a guess (`estimate`), or is promised (`target`).
* A **region** is the area the number is about, which is not always the one that issued the document.
"""

TABLES = """## Tables of an atlas

An atlas is one DuckDB file. The columns that all facts share are told once, at `observation`: `fact_id` to
`region_code`.
"""
COLUMNS = """## Columns of an export

`fangzhi export` writes a file a table and `columns.csv`, which says what is written here of every column.
"""


def page() -> str:
    """The whole page."""
    kinds = [kind for kind in vars(fact_module).values() if _is_kind(kind)]
    with tempfile.TemporaryDirectory() as folder:
        tables, columns = _atlas(Path(folder))
    [example] = fangzhi.extract(SAMPLE, published="2026-01-20", region="江苏省")
    record = ",\n ".join(f'"{name}": {_json(value)}' for name, value in example.record().items())
    sections = [
        TOP,
        "## Facts\n",
        _noun(Fact),
        *(_noun(kind, without=Fact) for kind in kinds),
        _noun(SchemeGroup),
        "### As JSON\n\n`fangzhi extract` prints this, after the path in `document`, on one line:\n",
        f"```json\n{{{record}}}\n```\n",
        "## Other nouns\n",
        *map(_noun, (Document, FoldedText, Metadata, Period, Region)),
        TABLES,
        *tables,
        COLUMNS,
        columns,
        "## Python API\n\nWhat `import fangzhi` gives; all else may change without notice.\n",
        _api(),
    ]
    return "\n".join(sections)


def _is_kind(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, Fact) and thing is not Fact


def _noun(noun: type, *, without: type | None = None) -> str:
    inherited = {f.name for f in fields(without)} if without else set()
    rows = [
        (f"`{f.name}`", f"`{_type(f.type)}`", _meaning(f.type))
        for f in fields(noun)
        if is_dataclass(noun) and f.name not in inherited
    ]
    also = f"The fields of {without.__name__}, and:\n\n" if without else ""
    return f"### {noun.__name__}\n\n{_text(noun)}\n\n{also}{table(('field', 'type', 'allowed'), rows)}\n"


def _type(annotation: object) -> str:
    words = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    for name, alias in WORDS.items():
        words = words.replace(str(alias).replace("typing.", ""), name)
    return _bare(words)


def _bare(words: str) -> str:
    """Names without the modules they live in."""
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z]|date\b)", "", words)


def _meaning(annotation: object) -> str:
    return ", ".join(f"`{word}`" for alias in WORDS.values() if annotation == alias for word in get_args(alias))


def _text(thing: object) -> str:
    """The docstring without its examples."""
    return (inspect.getdoc(thing) or "").split("\n>>>")[0].strip().replace("``", "`")


def _json(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _atlas(folder: Path) -> tuple[list[str], str]:
    """The tables of an atlas and of its export, from one that is built of a single sentence."""
    document = folder / "sample.txt"
    document.write_text(f"江苏省2026年政府工作报告\n{SAMPLE}\n", encoding="utf-8")
    atlas = folder / "sample.duckdb"
    fangzhi.build([document], atlas, workers=1)
    fangzhi.export(atlas, folder / "tables")
    with (folder / "tables" / "columns.csv").open(encoding="utf-8", newline="") as handle:
        exported = list(csv.DictReader(handle))
    with fangzhi.open(atlas) as opened:
        stored = opened.ask(
            "SELECT table_name, column_name, lower(data_type) AS type, is_nullable, comment FROM duckdb_columns() "
            "WHERE database_name = 'atlas' ORDER BY table_oid, column_index"
        ).rows()
    names = list(dict.fromkeys(row["table_name"] for row in stored))
    shared = {row["column_name"]: row["comment"] for row in stored if row["table_name"] == "observation"}
    common = _shared_columns(stored)
    shared = {name: comment for name, comment in shared.items() if name in common}
    return [_stored(name, stored, shared, common) for name in names], _exported(exported, common)


def _shared_columns(stored: Sequence[dict[str, Any]]) -> set[str]:
    kinds = {kind.__name__.lower() for kind in Fact.__subclasses__()}
    by_table: dict[str, set[str]] = {}
    for row in stored:
        if row["table_name"] in kinds:
            by_table.setdefault(row["table_name"], set()).add(row["column_name"])
    return set.intersection(*by_table.values())


def _stored(name: str, stored: Iterable[dict[str, Any]], shared: dict[str, str], common: set[str]) -> str:
    own = [row for row in stored if row["table_name"] == name]
    repeated = name != "observation" and common <= {row["column_name"] for row in own}
    rows = [
        (f"`{row['column_name']}`", row["type"], "" if row["is_nullable"] else "always", _comment(row, shared))
        for row in own
        if not (repeated and row["column_name"] in common)
    ]
    also = "The columns that all facts share, and:\n\n" if repeated else ""
    return f"### {name}\n\n{also}{table(('column', 'type', 'filled', 'meaning'), rows)}\n"


def _comment(row: dict[str, Any], shared: dict[str, str]) -> str:
    return row["comment"] or shared.get(row["column_name"]) or ""


def _exported(exported: Iterable[dict[str, str]], common: set[str]) -> str:
    """The columns of each file; those that all facts share stand with the first of them only."""
    by_table: dict[str, list[str]] = {}
    for row in exported:
        by_table.setdefault(row["table"], []).append(row["column"])
    rows = []
    for name, columns in by_table.items():
        told = common if name != "observation" and common <= set(columns) else set()
        rows.append((f"`{name}`", ", ".join(f"`{column}`" for column in columns if column not in told)))
    return table(("file", "columns (fact tables after the first: those that not all facts share)"), rows) + "\n"


def _api() -> str:
    parts = []
    for name in fangzhi.__all__:
        thing = getattr(fangzhi, name)
        if name == "open":
            parts.append(f"### open{_signature(fangzhi.Atlas)}\n\nAn `Atlas`, opened for reading.\n")
        elif callable(thing) and not isinstance(thing, type):
            parts.append(f"### {name}{_signature(thing)}\n\n{_text(thing)}\n")
    parts.append(f"### Atlas\n\n{_text(fangzhi.Atlas)}\n")
    methods = [
        (f"`{name}{_signature(method)}`", _text(method).replace("\n\n", " ").replace("\n", " "))
        for name, method in vars(fangzhi.Atlas).items()
        if inspect.isfunction(method) and not name.startswith("_")
    ]
    parts.append(table(("method", "gives"), methods) + "\n")
    results: tuple[type, ...] = (
        fangzhi.Rows, fangzhi.BuildSummary, fangzhi.Verification, fangzhi.Finding, fangzhi.Progress,
    )  # fmt: skip
    for kind in results:
        parts.append(f"### {kind.__name__}\n\n{_text(kind)}\n")
        methods = [
            (f"`{name}{_signature(method)}`", _text(method).replace("\n", " "))
            for name, method in vars(kind).items()
            if inspect.isfunction(method) and not name.startswith("_")
        ]
        if methods:
            parts.append(table(("method", "gives"), methods) + "\n")
        else:
            parts.append(table(("field", "type"), [(f"`{f.name}`", f"`{_type(f.type)}`") for f in fields(kind)]) + "\n")
    errors = [
        thing
        for name in fangzhi.__all__
        if isinstance(thing := getattr(fangzhi, name), type) and issubclass(thing, Exception)
    ]
    parts.append("### Errors\n\nAll are `FangzhiError`; each message is one sentence: what, where, how to mend it.\n")
    parts.append(table(("error", "raised for"), [(f"`{error.__name__}`", _text(error)) for error in errors]) + "\n")
    return "\n".join(parts)


def _signature(thing: Any) -> str:  # noqa: ANN401  # a function or a class
    own = [p for p in inspect.signature(thing).parameters.values() if p.name != "self"]
    gives = inspect.signature(thing).return_annotation if inspect.isfunction(thing) else inspect.Signature.empty
    return _bare(str(inspect.Signature(own, return_annotation=gives))).replace(" -> None", "")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; columns that are empty in every row are left out.

    >>> print(table(("a", "b"), [("1", "")]))
    | a |
    |---|
    | 1 |
    """
    rows = list(rows)
    kept = [at for at, _ in enumerate(heads) if any(row[at] for row in rows)]
    lines = [[heads[at] for at in kept], *([row[at].replace("|", "\\|") for at in kept] for row in rows)]
    text = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([text[0], "|" + "---|" * len(kept), *text[1:]])


def main() -> int:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    check = parser.parse_args().check
    text = page()
    if check:
        current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
        print(f"{PAGE} is {'up to date' if current else 'old: run python tools/make_data_model.py'}")
        return 0 if current else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
