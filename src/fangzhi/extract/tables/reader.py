"""Tables to observations: each number with the indicator, period, unit, kind and area that heads and labels give it.

A number for which one of these is not told, or told twice, gives no fact; a table most of whose labels are unknown
gives none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from fangzhi.extract.places import Place, Places
from fangzhi.extract.quantities import QuantityGrammar
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.tables.caption import Caption, caption_of, title_period
from fangzhi.extract.tables.grid import Grid, Slot, grid_of, same_line
from fangzhi.extract.tables.heads import HeadReader, Said, within
from fangzhi.extract.tables.shape import Panel, Shape, shape_of
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Confidence, Measure, Observation, Status
from fangzhi.model.layout import Table
from fangzhi.model.period import Period

_CELL = re.compile(
    r"(?P<moved>增长|下降|上升|减少)?(?P<before>≥|≤|>|<|约|超过|超|不低于|不超过|近|达到)?(?P<sign>[-+–])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<high>[-–—~至]\d+(?:\.\d+)?)?"
    r"(?P<unit>%|‰|个百分点|百分点)?(?P<after>左右|以上|以内|以下|及以上|上下)?"
)
_SIGNS = {"≥": "不低于", ">": "超过", "≤": "不超过", "<": "低于", "超": "超过"}
_YEAR = re.compile(r"(?:19[4-9]|20)\d{2}")
_KNOWN_SHARE = 0.3  # of the numbers of a table that must be about indicators of the catalogue


class Number(NamedTuple):
    """A cell read as a number; ``moved`` where its words say that it is a growth or a fall."""

    quantity: Quantity
    negative: bool
    moved: bool
    has_unit: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a panel: what its names say, and the row that it is a part of."""

    said: Said
    part_of: str
    bare: bool
    unit: str


class TableReader:
    """Reads the tables of documents with one lexicon; built once."""

    def __init__(self, lexicon: Lexicon, grammar: QuantityGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._bare = frozenset(lexicon.tables.words("part", "bare"))
        self._nouns = lexicon.tables.words("metric", "nouns")
        self.added = lexicon.tables.words("metric", "added")

    def read(self, document: Document, places: Places) -> list[Observation]:
        """The observations of all tables, in the order of the text."""
        heads = HeadReader(self._lexicon.tables, self._grammar, places)
        title = title_period(document.meta.title or "", document.meta.kind, heads)
        facts: list[Observation] = []
        before: tuple[Grid, Shape, Caption] | None = None
        end = 0
        for table in document.layout.tables:
            grid = grid_of(table, document.plain)
            caption = caption_of(document.plain[end : table.start], self._lexicon, heads)
            end = table.end
            shape = shape_of(grid, heads, self.is_number) if grid is not None else None
            if grid is not None and before is not None and table.continues:
                grid, shape, caption = _continued(grid, shape, *before)
            before = None
            if grid is None or shape is None:
                continue
            caption = caption.with_lines(shape.above, self._lexicon, heads)
            before = (grid, shape, caption)
            work = _Work(self, document, table, grid, shape, caption, title, heads, places)
            found = [fact for panel in shape.panels for fact in work.panel(panel)]
            if sum(fact.indicator_id is not None for fact in found) >= _KNOWN_SHARE * len(found):
                facts += found
        return facts

    def is_number(self, text: str) -> bool:
        """Whether the words of a cell are a number."""
        return self.number(text, "%") is not None

    def number(self, text: str, unit: str) -> Number | None:
        """The number that a cell consists of, its unit given by the table where it has none of its own."""
        text = text.replace(" ", "")
        if _YEAR.fullmatch(text):
            return None
        cell = _CELL.fullmatch(text)
        if cell is None:
            found = self._grammar.find(text)
            whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) and found[0].form == "number"
            return Number(found[0], negative=False, moved=False, has_unit=True) if whole and found[0].unit else None
        own = cell["unit"] or ""
        own = "个百分点" if own == "百分点" else own
        before = _SIGNS.get(cell["before"] or "", cell["before"] or "")
        high = (cell["high"] or "").replace("–", "-").replace("—", "-").replace("至", "-")
        words = f"为{before}{cell['digits']}{high}{own or unit}{cell['after'] or ''}。"
        found = self._grammar.find(words)
        if len(found) != 1 or found[0].end != len(words) - 1:
            return None
        negative = cell["sign"] in {"-", "–"} or cell["moved"] in {"下降", "减少"}
        return Number(found[0], negative, cell["moved"] is not None, bool(own))

    def label_of(self, row: Row, column: Said, section: str, caption: str, unit: str, measure: Measure) -> str | None:
        """The name of what a cell counts, None where row and column do not make one."""
        mine, above = row.said.label, column.label
        if mine and above:
            joined = (mine + above, above + mine)
            known = next((label for label in joined if self._known(label, unit, measure)), None)
            if known is not None or row.part_of or mine in self._bare:
                return known
            return joined[0] if above in self._nouns else None
        if not (mine or above):
            return section or caption or None
        if above:
            return above
        return self.part(mine, row, unit, measure) if row.part_of or row.bare else mine

    def part(self, label: str, row: Row, unit: str, measure: Measure) -> str | None:
        """The name of a part: 第一产业 below 固定资产投资 is its investment, not its value added."""
        whole = row.part_of
        if not whole:
            return None
        of_gdp = self._known(whole, None, None) == "gdp"
        nouns = ("增加值",) if of_gdp else tuple(noun for noun in self._nouns if whole.endswith(noun))
        for name in (label + whole, *(label + noun for noun in nouns)):
            if self._known(name, unit, measure):
                return name
        found = self._known(label, unit, measure)
        if found is not None and (not row.bare or self._broader(found, self._known(whole, None, None))):
            return label
        return f"{whole}其中{label}"

    def _known(self, label: str, unit: str | None, measure: Measure | None) -> str | None:
        return self._lexicon.indicators.match(label, unit=unit, measure=measure)

    def _broader(self, found: str, whole: str | None) -> bool:
        row = self._lexicon.indicators.find(found)
        while row is not None and row.broader:
            if row.broader == whole:
                return True
            row = self._lexicon.indicators.find(row.broader)
        return False

    def indicator(self, label: str, unit: str, measure: Measure) -> tuple[bool, str | None]:
        """Whether a number of this unit can be about what the label names, and the row of the catalogue."""
        found = self._known(label, unit, measure)
        return found is not None or self._known(label, None, None) is None, found

    def is_noun(self, label: str) -> bool:
        """Whether a head adds to the names in its rows: 产量."""
        return label in self._nouns


class _Work:
    """One table on its way to observations."""

    def __init__(  # noqa: PLR0913, PLR0917  # all that is known of a table
        self,
        reader: TableReader,
        document: Document,
        table: Table,
        grid: Grid,
        shape: Shape,
        caption: Caption,
        title: Period | None,
        heads: HeadReader,
        places: Places,
    ) -> None:
        self._reader, self._document, self._table = reader, document, table
        self._grid, self._shape, self._caption, self._title = grid, shape, caption, title
        self._heads = heads
        own = places.issuer if places.issuer.code else None
        self._place: Place | None = caption.place or own

    def panel(self, panel: Panel) -> Iterator[Observation]:
        """The observations of the columns that belong together."""
        section = Said()
        whole, level = self._caption.label, -1
        areas = self._of_areas(panel)
        for line in self._grid.rows[self._shape.body :]:
            names = [slot for index in panel.names if (slot := line[index]) is not None]
            values = [(column, slot) for column in panel.values if (slot := line[column.index]) is not None]
            if not names:
                continue
            if not any(self._reader.is_number(slot.text) for _, slot in values):
                section = self._heads.read(self._heads.part_mark(names[-1].text)[0], label=True)
                whole, level = section.label, -1
                continue
            row = self._row(names, line[panel.unit] if panel.unit is not None else None, whole, level)
            if areas and row.said.label:
                continue  # an area that is not in the register
            if row.said.label and not row.part_of and not row.bare:
                whole, level = row.said.label, names[-1].indent
            elif not row.said.label and row.said.place is None and row.said.period is None and row.said.measure:
                row = replace(row, said=replace(row.said, label=whole))  # 比上年增长（%） below its level
            for column, slot in values:
                fact = self._cell(row, panel, column.index, section, slot)
                if fact is not None:
                    yield fact

    def _of_areas(self, panel: Panel) -> bool:
        """Whether the rows are areas: by the head of their names, or because most of them are."""
        texts = [
            slot.text for line in self._grid.rows[self._shape.body :] if (slot := line[panel.names[-1]]) is not None
        ]
        return panel.areas or 2 * sum(self._heads.place(text) is not None for text in texts) > len(texts)

    def _row(self, names: Sequence[Slot], unit: Slot | None, whole: str, level: int) -> Row:
        said = Said()
        for slot in names[:-1]:
            group = self._heads.read(self._heads.part_mark(slot.text)[0], label=True)
            said = said.joined(replace(group, label=""))  # of a group of rows only time and area count
        text, marked = self._heads.part_mark(names[-1].text)
        said = said.joined(self._heads.read(text, label=True))
        bare = self._heads.is_bare(said.label)
        is_part = bool(said.label) and bool(whole) and (marked or bare or (level >= 0 and names[-1].indent > level))
        return Row(said, whole if is_part else "", bare, self._heads.unit(unit.text) if unit is not None else "")

    def _cell(self, row: Row, panel: Panel, index: int, section: Said, slot: Slot) -> Observation | None:
        found = next(column for column in panel.values if column.index == index)
        beside = found.beside if not row.said.label or self._reader.is_noun(found.beside) else ""
        column = replace(found.said, label=found.said.label or beside)
        # a unit of the row is that of its levels: it does not contradict that of a growth
        said = replace(row.said, label="", unit="").joined(replace(column, label="", unit=""))
        number = self._reader.number(slot.text, "%")
        if said.refused or number is None:
            return None
        by_caption = not (row.said.label or column.label or section.label)
        measure: Measure = said.measure or (self._caption.measure if by_caption else None) or "level"
        if number.moved:
            if said.measure not in {None, "growth"}:
                return None
            measure = "growth"
        unit = self._unit(row, column, measure, said.must_have_unit, section.unit)
        number = self._reader.number(slot.text, unit)
        if (
            number is None
            or not number.quantity.unit
            or (measure in {"growth", "cagr"} and number.quantity.unit != "%")
        ):
            return None
        if said.must_have_unit and not (number.has_unit or column.unit or row.said.unit):
            return None
        period, told = self._period(said, panel, index, measure)
        place = said.place or section.place or self._place
        label = self._reader.label_of(row, column, section.label, self._caption.label, number.quantity.unit, measure)
        if found.is_part and label is not None and label == column.label:
            part = Row(Said(), found.part_of or section.label or self._caption.label, self._heads.is_bare(label), "")
            label = self._reader.part(label, part, number.quantity.unit, measure)
        if period is None or place is None or not label:
            return None
        if measure == "level" and any(word in label for word in self._reader.added):
            measure = "change"  # as in sentences: 新增 counts what was added
        status = self._status(said.status or self._caption.status, period)
        fits, indicator = self._reader.indicator(label, number.quantity.unit, measure)
        if status is None or not fits:
            return None
        return self._observation(slot, label, indicator, measure, number, period, status, place, told)

    def _observation(  # noqa: PLR0913, PLR0917  # the fields of the fact
        self,
        slot: Slot,
        label: str,
        indicator: str | None,
        measure: Measure,
        number: Number,
        period: Period,
        status: Status,
        place: Place,
        told: bool,  # as above
    ) -> Observation:
        text = self._document.text
        first, last = same_line([slot.cell], text)
        value, high = number.quantity.value, number.quantity.high
        confidence: Confidence = "certain" if told else "context"
        return Observation(
            start=slot.cell.start,
            end=slot.cell.end,
            quote=text[slot.cell.start : slot.cell.end],
            sentence_start=first,
            sentence_end=last,
            rule="table cell",
            confidence=confidence,
            region=place.name,
            region_code=place.code,
            indicator=label,
            indicator_id=indicator,
            measure=measure,
            value=-value if number.negative else value,
            value_high=(-high if number.negative else high) if high is not None else None,
            unit=number.quantity.unit,
            bound=number.quantity.bound,
            period=str(period),
            status=status,
        )

    def _unit(self, row: Row, column: Said, measure: Measure, must_be_told: bool, section: str) -> str:  # one of many
        """The unit that the table gives a number: its column's, its row's, the one of the whole table."""
        given = [unit for unit in self._caption.units if (unit in {"%", "‰", "个百分点"}) == (measure != "level")]
        if measure in {"growth", "cagr"}:
            own = row.said.unit if row.said.measure else ""
            return column.unit or own or ("" if must_be_told else "%")
        if measure == "change":
            return column.unit
        return column.unit or row.said.unit or row.unit or section or (given[0] if len(given) == 1 else "")

    def _period(self, said: Said, panel: Panel, index: int, measure: Measure) -> tuple[Period | None, bool]:
        """The period of a cell, and whether the table tells it itself."""
        base = self._caption.period or self._title
        told = self._caption.period is not None
        if said.partial.startswith("against "):
            before = int(said.partial.removeprefix("against "))
            near = said.period or self._beside(panel, index) or base
            return (near, True) if near is not None and near.end_year - before == 1 else (None, False)
        if said.period is not None and not said.partial:
            return said.period, True
        if said.partial:
            year = said.period or base
            found = (
                within(year.end_year, said.partial) if year is not None and year.start_year == year.end_year else None
            )
            return found, told or said.period is not None
        if measure != "level" and (beside := self._beside(panel, index)) is not None:
            return beside, False
        if base is None:
            return None, False
        if said.relative == "earlier":
            return Period.parse(re.sub(r"\d{4}", lambda year: str(int(year[0]) - 1), base.notation)), told
        if said.relative == "month":
            month = base.last % 12 + 1
            single = base.last - base.first < 11 and base.start_year == base.end_year
            return (Period.months(base.end_year, month, month) if single else None), told
        return base, told

    def _beside(self, panel: Panel, index: int) -> Period | None:
        """The latest period of the levels that stand to the left of a growth, back to the growth before."""
        found: list[Period] = []
        for column in reversed(panel.values):
            if column.index >= index:
                continue
            if column.said.measure not in {None, "level"}:
                break
            if column.said.relative or (column.said.period is None and not column.said.partial):
                continue
            base = self._caption.period or self._title
            if column.said.partial:
                year = column.said.period or base
                period = within(year.end_year, column.said.partial) if year is not None else None
            else:
                period = column.said.period
            if period is not None:
                found.append(period)
        return max(found, key=lambda period: period.last, default=None)

    def _status(self, said: Status | None, period: Period) -> Status | None:
        """What was said; else actual for what was over when the document came out, and nothing for what was not."""
        if said is not None:
            return said
        meta = self._document.meta
        if meta.published is None:
            return "actual"
        if "year in" in meta.origins.get("published", "") or "latest year" in meta.origins.get("published", ""):
            return "actual" if period.end_year <= meta.published.year else None
        return "actual" if period.last <= meta.published.year * 12 + meta.published.month - 1 else None


def _continued(
    grid: Grid, shape: Shape | None, last: Grid, last_shape: Shape, caption: Caption
) -> tuple[Grid, Shape, Caption]:
    """A table that goes on over a page has the heads of its beginning, whether they are printed again or not."""
    head = [[slot.text if slot else "" for slot in row] for row in last.rows[: last_shape.body]]
    again = [[slot.text if slot else "" for slot in row] for row in grid.rows[: last_shape.body]]
    if shape is not None and head != again:
        first_words = {slot.text for slot in grid.rows[0] if slot is not None}
        if shape.body and not any(any(c.isdigit() for c in words) for words in first_words):
            return grid, shape, caption  # it has heads of its own
    if grid.width != last.width:
        return grid, Shape((), (), 0), caption
    return grid, replace(last_shape, body=last_shape.body if head == again else 0), caption
