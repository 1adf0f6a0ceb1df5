"""A brief put together from the facts of an atlas."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from fangzhi.analyse.compare.preference import preferred
from fangzhi.analyse.ledger import LedgerRow, target_ledger
from fangzhi.analyse.registry import scheme_registry
from fangzhi.analyse.registry_projects import project_registry
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import NotFoundError
from fangzhi.present.brief.charts import growth_chart, targets_chart
from fangzhi.present.brief.check import check
from fangzhi.present.brief.draft import Brief, Citation, Line, Section, sources_of
from fangzhi.present.brief.phrases import Phrases, load_phrases
from fangzhi.present.values import Language
from fangzhi.store.atlas import Atlas
from fangzhi.store.ledger import Statement, statements
from fangzhi.store.registries import mentions, province_of

_MOST = 10  # lines of a section
_MOST_NAMES = 12  # names in one line
_STAGES = ("pillar", "emerging", "future", "traditional", "service")
_JUDGED = ("met", "exceeded", "missed")


def make_brief(atlas: Atlas, region: str, language: Language = "zh") -> Brief:
    """Write a brief of one region.

    Every line cites its sentences; every number is compared with the store. NotFoundError for a region that the
    atlas does not speak of, EvidenceError for a number without a fact.
    """
    key, name = atlas.region_key(region)
    phrases = load_phrases(language)
    said = statements(atlas, region=region, catalogued=True, dated=True)
    ledger = target_ledger(atlas, region=region).rows
    makers = {
        "system": lambda: _schemes(atlas, key, phrases),
        "industries": lambda: _industries(atlas, key, phrases),
        "layout": lambda: _layout(atlas, key, phrases),
        "projects": lambda: _projects(atlas, key, phrases),
        "policy": lambda: _policies(atlas, key, phrases),
        "targets": lambda: _judged(ledger, phrases),
        "outlook": lambda: _outlook(ledger, phrases),
    }
    sections = []
    for section, content in phrases.words["sections"].items():
        lines = makers[section]() if section in makers else _figures(said, content["themes"], phrases)
        sections.append(Section(section, phrases.heading(section), tuple(lines)))
    made = tuple(section for section in sections if section.lines)
    if not made:
        raise NotFoundError(f"{name} is in the register, but no document in {atlas.path} speaks of it; build with one")
    charts = (growth_chart(said, _themes("economy", phrases), phrases), targets_chart(_one_each(ledger), phrases))
    drawn = tuple(chart for chart in charts if chart is not None)
    rows = tuple(row.line for chart in drawn for row in chart.rows)
    check(atlas, [*made, Section("charts", "", rows)], phrases)
    sources = sources_of((*made, Section("charts", "", rows)))
    register = load_lexicon().regions.find(key)
    shown = register.english if language == "en" and register is not None else name
    documents = len({source.document_id for source in sources})
    note = phrases.say("made_of", documents=documents)
    return Brief(phrases.say("title", region=shown), note, name, language, made, sources, drawn)


def _themes(section: str, phrases: Phrases) -> Sequence[str]:
    themes: Sequence[str] = phrases.words["sections"][section]["themes"]
    return themes


def _figures(said: Sequence[Statement], themes: Sequence[str], phrases: Phrases) -> Iterable[Line]:
    """The latest figures of some themes in the order of the catalogue, level and growth of one thing together."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        if statement.status != "target" and statement.confidence != "weak":
            groups[statement.indicator_key].append(statement)
    lines = []
    for row in load_lexicon().indicators:
        group = groups.get(row.id) if row.theme in themes else None
        if group:
            newest = max(s.year or 0 for s in group)
            own = [s for s in group if s.year == newest]
            period = preferred(own)[0].period
            lines.append(_figure([s for s in own if s.period == period], _name(row.id, phrases), phrases))
    return lines[:_MOST]


def _figure(group: Sequence[Statement], name: str, phrases: Phrases) -> Line:
    best: dict[str, Statement] = {}
    for statement in preferred(group):
        best.setdefault(statement.measure, statement)
    parts: list[str] = []
    cited: list[Statement] = []
    for measure in ("level", "growth", "cagr", "change", "rank"):
        if measure in best and not (measure == "rank" and len(parts) > 1):
            parts.append(_said(best[measure], phrases))
            cited.append(best[measure])
    opening = phrases.say("period", period=phrases.period(group[0].period))
    head = phrases.say("level", name=name, value=parts[0])
    text = opening + phrases.say("comma").join([head, *parts[1:]]) + phrases.say("stop")
    return Line(text, tuple(_citation(statement) for statement in cited))


def _said(statement: Statement, phrases: Phrases) -> str:
    row = asdict(statement)
    falls = statement.value < 0
    names = {
        "growth": "fall" if falls else "rise",
        "cagr": "average_fall" if falls else "average_rise",
        "change": "less" if falls else "more",
        "rank": "rank",
    }
    value = phrases.value(row, size=statement.measure != "level")
    verb = names.get(statement.measure)
    if (
        statement.measure == "change"
        and not falls
        and phrases.say("new") in _name(statement.indicator_key, load_phrases("zh"))
    ):
        verb = None  # what is new need not increase
    text = phrases.say(verb, value=value) if verb else value
    return text + (phrases.say("estimate") if statement.status == "estimate" else "")


def _schemes(atlas: Atlas, key: str, phrases: Phrases) -> Iterable[Line]:
    for entry in scheme_registry(mentions(atlas, "schemes", codes=province_of(key))):
        told_of = entry.code or any(group.members for group in entry.groups)
        if key not in {entry.region_code, entry.region} or not entry.groups or not told_of:
            continue
        head = phrases.say("scheme", code=entry.code, name=entry.name) if entry.code else entry.name
        members = [phrases.say("list").join(group.members[:_MOST_NAMES]) for group in entry.groups if group.members]
        told = max(entry.sightings, key=lambda sighting: len(sighting.groups))
        text = (
            head + (phrases.say("colon") + phrases.say("groups").join(members) if members else "") + phrases.say("stop")
        )
        yield Line(text, (_source("scheme", told.fact_id, told),))


def _industries(atlas: Atlas, key: str, phrases: Phrases) -> Iterable[Line]:
    stages: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    catalogue = {industry.id: industry for industry in load_lexicon().industries}
    for row in mentions(atlas, "focus", codes=province_of(key)):
        industry = catalogue.get(row["industry_id"] or "")
        if key in {row["region_code"], row["region"]} and row["stage"] and industry and not industry.generic:
            stages[row["stage"]].setdefault(industry.id, row)
    for stage in _STAGES:
        chosen = dict(list(stages.get(stage, {}).items())[:_MOST_NAMES])
        if chosen:
            text = _named(phrases.word("stages", stage), chosen, phrases)
            yield Line(text, tuple(_row_source("focus", row) for row in chosen.values()))


def _layout(atlas: Atlas, key: str, phrases: Phrases) -> Iterable[Line]:
    """The industries that areas inside the region are to develop, the areas with most first."""
    regions, catalogue = load_lexicon().regions, {industry.id: industry for industry in load_lexicon().industries}
    areas: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    inside = {
        row.code for row in regions if row.code != key and key in {above.code for above in regions.parents(row.code)}
    }
    for row in mentions(atlas, "focus", codes=inside):
        industry = catalogue.get(row["industry_id"] or "")
        if industry is not None and not industry.generic:
            areas[row["region_code"]].setdefault(industry.id, row)
    for code, found in sorted(areas.items(), key=lambda area: (-len(area[1]), area[0]))[:_MOST]:
        area = regions.find(code)
        chosen = dict(list(found.items())[:_MOST_NAMES])
        if area is not None:
            name = area.name if phrases.language == "zh" else area.english or area.name
            yield Line(_named(name, chosen, phrases), tuple(_row_source("focus", row) for row in chosen.values()))


def _named(head: str, chosen: Iterable[str], phrases: Phrases) -> str:
    catalogue = {industry.id: industry for industry in load_lexicon().industries}
    names = [catalogue[name].zh if phrases.language == "zh" else _inside(catalogue[name].en) for name in chosen]
    return head + phrases.say("colon") + phrases.say("list").join(names) + phrases.say("stop")


def _projects(atlas: Atlas, key: str, phrases: Phrases) -> Iterable[Line]:
    own = [
        p
        for p in project_registry(mentions(atlas, "projects", codes=province_of(key)))
        if key in {p.region_code, p.region}
    ]
    for project in sorted(own, key=lambda p: -(p.amount or 0))[:_MOST]:
        parts = [project.name]
        if project.stage:
            parts.append(phrases.word("project_stages", project.stage))
        cited = project.sightings[-1]
        if project.amount is not None:
            cited = next(s for s in reversed(project.sightings) if s.amount == project.amount)
            parts.append(phrases.say("invested", value=phrases.amount(project.amount)))
        yield Line(phrases.say("comma").join(parts) + phrases.say("stop"), (_source("project", cited.fact_id, cited),))


def _policies(atlas: Atlas, key: str, phrases: Phrases) -> Iterable[Line]:
    found: dict[str, Mapping[str, Any]] = {}
    for row in mentions(atlas, "policies", codes=province_of(key)):
        if key in {row["region_code"], row["region"]} and "《" in row["sentence"]:
            found.setdefault(row["title"], row)
    for title, mention in list(found.items())[-_MOST:]:
        yield Line(f"《{title}》" + phrases.say("stop"), (_row_source("policy", mention),))


def _judged(ledger: Sequence[LedgerRow], phrases: Phrases) -> Iterable[Line]:
    for row in _one_each(row for row in ledger if row.verdict in _JUDGED and row.outcome is not None)[:_MOST]:
        outcome = row.outcome
        if outcome is None:
            continue
        opening = phrases.say("period", period=phrases.period(row.target.period))
        name = _name(row.target.indicator_key, phrases)
        told = [
            phrases.say("target", value=_said(row.target, phrases)),
            phrases.say("outcome", value=_said(outcome, phrases)),
            phrases.word("verdicts", row.verdict),
        ]
        text = opening + phrases.say("level", name=name, value=phrases.say("comma").join(told)) + phrases.say("stop")
        yield Line(text, (_citation(row.target), _citation(outcome)))


def _one_each(rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """Of several wordings of one target that of the source to believe first, the area's own document."""
    best: dict[tuple[object, ...], LedgerRow] = {}
    for row in rows:
        thing = (row.target.indicator_key, row.target.measure, row.target.period)
        known = best.get(thing)
        if known is None or preferred([known.target, row.target])[0] is row.target:
            best[thing] = row
    return list(best.values())


def _outlook(ledger: Sequence[LedgerRow], phrases: Phrases) -> Iterable[Line]:
    order = {row.id: place for place, row in enumerate(load_lexicon().indicators)}
    coming = _one_each(row for row in ledger if row.verdict == "open")
    coming.sort(key=lambda row: (row.target.year or 0, order.get(row.target.indicator_key, len(order))))
    for row in coming[: 2 * _MOST]:
        opening = phrases.say("period", period=phrases.period(row.target.period))
        name = _name(row.target.indicator_key, phrases)
        target = phrases.say("target", value=_said(row.target, phrases))
        text = opening + phrases.say("level", name=name, value=target) + phrases.say("stop")
        yield Line(text, (_citation(row.target),))


def _name(indicator_key: str, phrases: Phrases) -> str:
    row = load_lexicon().indicators.find(indicator_key)
    return indicator_key if row is None else row.zh if phrases.language == "zh" else row.en


def _inside(name: str) -> str:
    """An English name as it stands inside a sentence; abbreviations keep their capitals."""
    return name if name[1:2].isupper() or name[:1].isdigit() else name[:1].lower() + name[1:]


def _citation(s: Statement) -> Citation:
    return Citation("observation", s.fact_id, s.document_id, s.document_title, s.document_published, s.sentence)


def _source(kind: str, fact_id: str, sighting: Any) -> Citation:  # noqa: ANN401  # a sighting of either registry
    return Citation(kind, fact_id, sighting.document_id, sighting.title, sighting.published, sighting.sentence)


def _row_source(kind: str, row: Mapping[str, Any]) -> Citation:
    return Citation(
        kind, row["fact_id"], row["document_id"], row["document_title"], row["document_published"], row["sentence"]
    )
