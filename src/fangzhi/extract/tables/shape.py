"""The shape of a grid: where its head ends, which columns hold names and which numbers, which belong together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fangzhi.extract.tables.grid import Grid, Slot, is_year
from fangzhi.extract.tables.heads import HeadReader, Said

_NOTHING = frozenset({"", "-", "—", "–", "…", "——", "/", "...", "……", "－", "―", "*", "无", "×"})
_MOST_HEAD_ROWS = 6
_FEWEST_HEADS = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers and what its heads say.

    ``beside`` names the column that a growth is the growth of; ``is_part``: its name is that of a part (第一产业) of
    ``part_of``, the name of a column further left.
    """

    index: int
    said: Said
    beside: str = ""
    is_part: bool = False
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns that belong together: names on the left (the last of them names the row), their unit, the numbers.

    ``areas``: the head says that the names are those of areas.
    """

    names: tuple[int, ...]
    unit: int | None
    values: tuple[Column, ...]
    areas: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as understood: what stands above all of it, its panels, and where its body begins."""

    above: tuple[str, ...]
    panels: tuple[Panel, ...]
    body: int


def shape_of(grid: Grid, heads: HeadReader, is_number: Callable[[str], bool]) -> Shape | None:
    """The shape of a grid; None where it has no head that can be read."""
    body = _body(grid, is_number)
    if body is None or not _FEWEST_HEADS <= body <= _MOST_HEAD_ROWS:
        return None
    above: list[str] = []
    rows: list[Sequence[Slot | None]] = []
    for row in grid.rows[:body]:
        slots = {slot for slot in row if slot is not None}
        if len(slots) == 1 and (len(rows) == 0 or heads.units(next(iter(slots)).text)):
            above.append(next(iter(slots)).text)
        else:
            rows.append(row)
    if not rows:
        return None
    return Shape(tuple(above), tuple(panels(grid, rows, body, heads, is_number)), body)


def panels(
    grid: Grid, head: Sequence[Sequence[Slot | None]], body: int, heads: HeadReader, is_number: Callable[[str], bool]
) -> list[Panel]:
    """The panels below these head rows: a new one begins where the heads of names come again behind numbers."""
    found: list[Panel] = []
    names: list[tuple[int, str]] = []
    unit: int | None = None
    values: list[Column] = []
    first_head = ""
    for index in range(grid.width):
        paths = _path(head, index)
        role = next((role for text in reversed(paths) if (role := heads.role(text))), "")
        kind = _kind(grid, body, index, heads, is_number)
        if kind == "empty" or role == "ignored" or (kind == "number" and _counts(grid, body, index, role)):
            continue
        if kind == "number" and role in {"", "period"}:
            values.append(_column(index, paths, values, heads))
            continue
        if kind == "number":
            continue
        title = "".join(paths)
        if values:
            if title != first_head:
                continue  # words behind the numbers: who is responsible, remarks
            if names:
                found.append(_panel(names, unit, values))
            names, unit, values = [], None, []
        if kind == "unit" or role == "unit":
            unit = index
            continue
        if not names:
            first_head = title
        names.append((index, role or kind))
    if values and names:
        found.append(_panel(names, unit, values))
    return found


def _column(index: int, paths: Sequence[str], before: Sequence[Column], heads: HeadReader) -> Column:
    """A column of numbers by its heads, from above to below, and by the columns of numbers to its left."""
    said, marked = Said(), False
    for text in paths:
        name, marked = heads.part_mark(text)
        lower = heads.read(name if marked else text)  # its unit is the nearer one
        said = replace(said, unit="" if lower.unit else said.unit).joined(lower)
    left = before[-1] if before else None
    if said.label:
        is_part = marked or heads.is_bare(said.label)
        whole = next((column.said.label for column in reversed(before) if column.said.label and not column.is_part), "")
        return Column(index, said, "", is_part, whole if is_part else "")
    if left is None or said.measure in {None, "level"}:
        return Column(index, said)
    return Column(index, said, left.said.label or left.beside, left.is_part, left.part_of)


def _panel(names: Sequence[tuple[int, str]], unit: int | None, values: Sequence[Column]) -> Panel:
    known = [index for index, role in names if role in {"label", "region", "period"}]
    chosen = known or [names[0][0]]
    if known and names[0][0] not in chosen and names[0][0] < known[0]:
        chosen = [names[0][0], *chosen]  # a group of rows, whose head says nothing
    areas = dict(names)[chosen[-1]] == "region"
    return Panel(tuple(chosen), unit, tuple(values), areas)


def _path(head: Sequence[Sequence[Slot | None]], index: int) -> list[str]:
    """The heads above a column, from above to below, a merged one once."""
    out: list[str] = []
    last: Slot | None = None
    for row in head:
        slot = row[index]
        if slot is not None and slot != last and slot.text:
            out.append(slot.text)
            last = slot
    return out


def _body(grid: Grid, is_number: Callable[[str], bool]) -> int | None:
    """The first row that has a number behind its first column."""
    rows = enumerate(grid.rows)
    first = next((n for n, row in rows if any(slot is not None and is_number(slot.text) for slot in row[1:])), None)
    while first is not None and first > 1 and _only_named(grid.rows[first - 1]):
        first -= 1  # a line over the first rows of the body
    return first


def _only_named(row: Sequence[Slot | None]) -> bool:
    return row[0] is not None and row[0].cell.column_span == 1 and all(slot is None for slot in row[1:])


def _kind(grid: Grid, body: int, index: int, heads: HeadReader, is_number: Callable[[str], bool]) -> str:
    """What a column holds below the head: number, period, unit, words, or nothing."""
    texts = [slot.text for row in grid.rows[body:] if (slot := row[index]) is not None and slot.text not in _NOTHING]
    if not texts:
        return "empty"
    if all(is_year(text) or heads.period(text) != (None, "") for text in texts):
        return "period"
    if sum(map(is_number, texts)) >= 0.5 * len(texts):
        return "number"
    units = [text for text in texts if heads.unit(text)]
    return "unit" if len(units) >= 0.8 * len(texts) else "words"


def _counts(grid: Grid, body: int, index: int, role: str) -> bool:
    """Whether a column of numbers counts the rows."""
    texts = [slot.text for row in grid.rows[body:] if (slot := row[index]) is not None]
    return index == 0 and role != "period" and texts == [str(n) for n in range(1, len(texts) + 1)]
