"""The facts that a document yields; gold and output share these fields (docs/data-model.md)."""

from dataclasses import dataclass, fields
from typing import Any, Literal, TypeVar, cast, dataclass_transform

Measure = Literal["level", "growth", "cagr", "change", "rank"]
Bound = Literal["eq", "min", "max", "approx"]
Status = Literal["actual", "estimate", "target"]
Confidence = Literal["certain", "context", "weak"]
_Class = TypeVar("_Class", bound=type)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=())
def _fact(cls: _Class) -> _Class:
    """A value with slots that the type checker keeps from being changed.

    Facts are made by the thousand, and a dataclass that is frozen at run time takes three times as long to make.
    """
    return cast("_Class", dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls))


@_fact
class Fact:
    """What every fact has: its place in the text, its words, the rule that made it, how sure.

    ``quote`` is ``text[start:end]``; ``sentence_start`` and ``sentence_end`` bound the sentence it
    stands in, offsets into the same text.
    ``confidence`` is ``certain`` (all fields stand in the clause), ``context`` (a field was
    carried over from earlier text) or ``weak`` (a rule of last resort, or words recognised in a picture).
    In a file with pages ``page`` is the page, from 1. In a table ``table_number`` says which of the document,
    ``table_row`` and ``table_column`` the cell, all from 1; in a sheet, ``sheet``, they are the sheet's own.
    """

    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    rule: str
    confidence: Confidence
    region: str | None = None
    region_code: str | None = None
    page: int | None = None
    sheet: str | None = None
    table_number: int | None = None
    table_row: int | None = None
    table_column: int | None = None

    @property
    def kind(self) -> str:
        """``observation``, ``focus``, ``scheme``, ``project``, ``policy`` or ``platform``."""
        return type(self).__name__.lower()

    def record(self) -> dict[str, Any]:
        """The fact as one JSON object; absent values are left out."""
        out: dict[str, Any] = {"kind": self.kind}
        for f in fields(self):
            value = getattr(self, f.name)
            if value is not None and value != ():
                out[f.name] = list(value) if isinstance(value, tuple) else value
        return out


@_fact
class Observation(Fact):
    """One number about one indicator, region and period.

    ``value`` is in the bare ``unit`` (14.2万亿元 is 14200000000000 元); ``value_high`` is the upper
    end of a range. ``indicator`` is the full label as the sentence has it, ``indicator_id`` the
    catalogue's id where one matches. ``period`` is ISO 8601 / SDMX notation. ``base_period`` is what a growth, a change
    or a multiple is measured against where the text says so and it is not the same months of the year before
    (比2020年增长 → 2020, 较“十三五”时期 → 2016/2020, 环比 → the month before, 比年初 → the end of the year before).
    """

    indicator: str
    indicator_id: str | None = None
    measure: Measure
    value: float
    value_high: float | None = None
    unit: str
    bound: Bound
    period: str | None
    status: Status
    base_period: str | None = None


@_fact
class Focus(Fact):
    """A region develops an industry, at a stage (traditional, pillar, emerging, future, service)."""

    industry: str
    industry_id: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class SchemeGroup:
    """One group of a scheme: its label, the count it declares, the members it lists."""

    label: str
    count: int | None
    members: tuple[str, ...] = ()


@_fact
class Scheme(Fact):
    """A named or numbered industrial system, such as “613” with its groups and members."""

    code: str | None = None
    name: str
    groups: tuple[SchemeGroup, ...] = ()

    def record(self) -> dict[str, Any]:
        """The fact as one JSON object, groups as plain lists."""
        out = Fact.record(self)
        out["groups"] = [{"label": g.label, "count": g.count, "members": list(g.members)} for g in self.groups]
        return out


@_fact
class Project(Fact):
    """One named investment project; ``amount`` is in 元, ``capacity`` as written (年产20万吨).

    ``stage`` is ``planned``, ``signed``, ``started``, ``building``, ``completed`` or ``operating``; what a plan or the
    tasks of a year announce is yet to come: 开工 is ``planned``, 建成 and 投产 are ``building``. ``industry_id`` is
    the row of the industry list that the name ends in, but for its noun (无人机产业基地). ``investor`` is who puts
    up the money, as written, where the sentence names an organisation or says 由…投资.
    """

    name: str
    amount: float | None = None
    stage: str | None = None
    industry_id: str | None = None
    capacity: str | None = None
    investor: str | None = None


@_fact
class Policy(Fact):
    """A named document or programme of a government.

    ``document_number`` (川办发〔2024〕5号) and ``years`` (``2023/2027``) where the text has them beside the title;
    ``industry_ids`` are industries that the title names; ``instruments`` what the title says it works with, and where
    the title is in 《》 also what follows in the sentence: ``finance``, ``tax``, ``land``,
    ``talent``, ``procurement``, ``standards``, ``demonstration``, ``infrastructure``, ``platform``, ``attraction``,
    ``regulation``; ``tone`` is ``support`` or ``restrict`` where the title says so. ``region`` is the issuer's.
    """

    title: str
    document_number: str | None = None
    years: str | None = None
    industry_ids: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    tone: str | None = None


@_fact
class Platform(Fact):
    """A laboratory, centre, park, cluster or designation that a region has or wants, by name or by count.

    ``name``: its words without number and verb, with level and purpose (省级先进制造业集群); the quote holds the number
    too, where there is one. ``category``: a row of platform_kinds.csv. ``level``: ``international``,
    ``national``, ``provincial`` or ``city`` where the words say so; 省级以上 tells none. ``count``: the number told,
    whether of new ones or of all; the observation at the same place has its measure, bound, period and status. None
    for a single one. ``region``: the place its name begins with, else the one its clause opens with (青岛获批…), else
    the sentence's. Of a list of places (甲市、乙市国家物流枢纽) each has one, named by its place and what the last has.

    Settled cases: a bare noun (建设实验室) is none; what firms hold (单项冠军企业, 绿色工厂) is one only when counted;
    a zone, cluster or pilot only with a level, a place or a number; a level with nothing else (国家先进制造业集群) only
    when counted, won or sought (获批, 争创). One number of several kinds (A和B共20家) belongs to none of them.
    Ends of lists (甲、乙等实验室) and names inside 《》 are none.
    """

    name: str
    category: str
    level: str | None = None
    count: int | None = None
