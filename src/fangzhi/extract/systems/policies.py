"""Policies: documents in 《》 and named actions, projects, plans and regulations that a government runs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fangzhi.extract.places import Place
from fangzhi.extract.systems.details import WordClasses, document_number, years_of
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.tokens import Scanned
from fangzhi.lexicon.cues import Cues
from fangzhi.model.facts import Policy

_ISSUED: Final = 40  # characters between an office and what it issues
_LONGEST: Final = 44
_CODE: Final = 3  # digits of a name of nothing but digits: “1269”
_BOOK: Final = re.compile(r"《([^《》\n]{2,80})》")
_LAST_BREAK: Final = re.compile(r".*[，,。；;：:！？\n—]", re.DOTALL)
_BREAK_OR_QUOTE: Final = re.compile(r"[，,。；;：:！？\n—“”]")
_BROKEN: Final = re.compile("[，。；：（《》]")
_OF_MEASURES: Final = re.compile(
    "(?:“[^”]{2,4}”)?(?:关于)?(?:促进|支持|推动|加快|鼓励|深化|加强|推进|规范)[^的]{2,30}的"
)  # …的若干措施
_HEAD_ONLY: Final = re.compile(r"[一二三四五六七八九十百\d]+(?:大|项|个|条)?")
_QUOTED_NAME: Final = re.compile(r"“[^”]{2,16}”$")
_GROUP: Final = re.compile(r"“?([一二三四五六七八九十\d]{1,6})大(?:专项)?(行动|工程|计划)”?")
_OWN: Final = r"提升(?:行动|工程|计划)|行动|工程|计划"  # 改革深化提升行动, 消费推进行动: no verb before a title
_TITLE_BEFORE: Final = re.compile("(?:行动|工程|计划|条例|(?:促进|保护|保障)法|”建设)”?[和与、]|和(?=“[^“”]{1,20}”$)")
_OPENS_NAME: Final = re.compile("(?:建设|创建|打造)(?=“)")
_COUNTED_BEHIND: Final = re.compile(r"\d+[个项处座件]")
_SIDE_BY_SIDE: Final = re.compile("“[^“”]{2,12}”")
_ALL_QUOTED: Final = re.compile("“[^“”]{2,12}”(?:[和、]?“[^“”]{2,12}”){1,4}")
_OWN_NOUNS: Final = ("计划”", "行动”", "工程”")
_AND_SO_ON: Final = re.compile("(?<![高中平均初优])等(?!级)")
_SIZED: Final = re.compile(r"\d万?(?:千瓦|兆瓦|吨|千伏)")
_ITEMS: Final = re.compile(r"\d项")
_COUNTED: Final = re.compile(r"\d+[万千]?(?:个|轮|名|家|条|座|类|所)")
_TITLE_COUNT: Final = re.compile(r"[一二三四五六七八九十\d]{1,6}大(?=[优主支重新未])")
_NO_LIST: Final = re.compile("[“”的等，]|行动|工程|计划|方案|(?:活动|建设)、")
_PROGRAMMES: Final = frozenset({"行动", "工程", "计划", "专项行动", "行动计划", "三年行动", "三年行动计划", "攻坚行动"})
_BARE: Final = 2  # 《规划》, 《建议》: short for a title told before
_IN_BOOK: Final = 80
_SEEN: Final = 4  # characters of the noun that are looked at behind a verb
_OPENING: Final = 6
_QUOTED: Final = 18  # characters of a name in quotation marks
_NOUNS: Final = frozenset({"行动", "工程", "计划"})
_DEED: Final = 4  # characters of a deed that is an action by itself
_LIST: Final = 26  # characters of a title that has a list in it
_MEMBER: Final = 8
_LONGEST_MEMBER: Final = 18  # characters of the name of one of a counted group
_SHORTEST: Final = 2
_NUMERALS: Final = "零一二三四五六七八九十"
Title = tuple[int, int, str, str]
"""Start and end in the text, the rule, and the noun that the title shares with the last of its list."""

_WHOLE: Final = Place("全国", "100000")


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """The patterns made of the words of policy_cues.toml."""

    head: re.Pattern[str]
    opening: re.Pattern[str]
    verb: re.Pattern[str]
    after: re.Pattern[str]
    generic: re.Pattern[str]
    construction: re.Pattern[str]
    national: re.Pattern[str]
    issuers: re.Pattern[str]
    carried: re.Pattern[str]
    of_quoted: tuple[str, ...]
    opens: re.Pattern[str]
    deeds: tuple[str, ...]
    works: tuple[str, ...]
    document: re.Pattern[str]
    instruments: WordClasses
    tones: WordClasses


def policy_words(cues: Cues, kinds: Cues) -> PolicyWords:
    """Compile the words of policy_cues.toml; ``kinds`` are those of policy_kinds.toml."""

    def either(table: str, name: str) -> str:
        return "|".join(re.escape(word) for word in cues.words(table, name))

    def longest(table: str, name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(cues.words(table, name), key=len, reverse=True))

    return PolicyWords(
        head=re.compile(
            f"(?:{longest('title', 'heads')})"
            f"(?:”(?:计划|方案)?(?![奖力])|(?:计划|方案)?(?!”|{either('title', 'not_before')}))"
        ),
        opening=re.compile(f".*(?:{either('verb', 'first')})", re.DOTALL),
        verb=re.compile(f".*(?:{either('verb', 'before')})(?!{_OWN})", re.DOTALL),
        after=re.compile(f"(?:{either('verb', 'after')})+"),
        generic=re.compile(f"(?:{either('generic', 'words')}|[一二三四五六七八九十百千万\\d大项个条年的级])*"),
        construction=re.compile(either("construction", "marks")),
        national=re.compile(either("national", "titles")),
        issuers=re.compile(
            f"(?:{either('national', 'offices')})[^，。；：《》省市县]{{0,14}}"
            "(?:印发|出台|发布|公布|制定|颁布)[^，。；：《》]{0,5}《$"
        ),
        carried=re.compile(either("verb", "behind")),
        of_quoted=cues.words("verb", "of_quoted"),
        opens=re.compile(f"(?:{either('verb', 'first')})(?:了|好|新一轮)?$"),
        deeds=cues.words("deeds", "ends"),
        works=cues.words("works", "before"),
        document=re.compile(f"{either('works', 'document')}|20\\d\\d"),
        instruments=WordClasses(kinds.tables["instrument"]),
        tones=WordClasses(kinds.tables["tone"]),
    )


def policy_facts(setting: Setting, words: PolicyWords, scanned: Scanned, heads: Sequence[int]) -> list[Policy]:
    """The titles of a document, each place once; ``heads`` are where nouns begin that a title ends in, in order."""
    out: list[Policy] = []
    taken = 0
    for start, end, rule, tail in sorted(
        {**_books(setting.text, words), **_named(setting.text, words, heads)}.values()
    ):
        if start < taken:
            continue
        taken = end
        title = setting.text[start:end] + tail
        industries = [
            kind
            for first, last, role, kind in scanned.tokens(start, end)
            if role == "industry" or (role == "bare" and not setting.inside_place(first, last))
        ]
        clause = title
        if rule == "title in marks":
            clause += setting.rest_of_sentence(end).split("；", maxsplit=1)[0]
        national = words.national.search(title) is not None or _issued_above(setting.text, start, words)
        out.append(
            Policy(
                **setting.evidence(start, end, place=_WHOLE if national else setting.region_at(start)),
                rule=rule,
                confidence="certain",
                title=title,
                document_number=document_number(setting.text, end),
                years=years_of(title),
                industry_ids=tuple(dict.fromkeys(industries)),
                instruments=words.instruments.named(clause),
                tone=words.tones.only(title),
            )
        )
    return out


def _issued_above(text: str, start: int, words: PolicyWords) -> bool:
    """Whether an office of the nation issued what is named: 国务院办公厅印发《…》."""
    if text[start - 1 : start] != "《":
        return False
    return words.issuers.search(text, max(0, start - _ISSUED), start) is not None


def _books(text: str, words: PolicyWords) -> dict[int, Title]:
    """Titles in 《》 that are no works of art."""
    return {
        m.end(1): (m.start(1), m.end(1), "title in marks", "")
        for m in _BOOK.finditer(text)
        if len(m[1]) > _BARE
        and words.document.search(m[1])
        and not text[max(0, m.start() - 6) : m.start()].endswith(words.works)
    }


def _named(text: str, words: PolicyWords, heads: Sequence[int]) -> dict[int, Title]:
    """Proper-named programmes: the noun, back to the verb that carries them out."""
    out: dict[int, Title] = {}
    behind = 0
    for at in heads:
        match = words.head.match(text, at) if at >= behind else None
        if match is None:
            continue
        behind = match.end()
        end = _end(text, behind)
        if end is None:
            continue
        behind = max(behind, end)
        start = _start(text, match.start(), end, words, known=out)
        if start is None:
            continue
        if (group := _GROUP.search(text, max(start, match.start() - 3), end)) and group.end() == end:
            out |= _group(text, start, group)
            if group[0] and any(value[2].endswith("group") for value in out.values() if value[1] == group.start()):
                continue
        if beside := _side_by_side(text, start, match.start(), end):
            out |= beside
            continue
        start = _behind_another(text, start, match.start())
        if listed := _listed(text, start, match.start(), end, words):
            out |= listed
            continue
        start = _last_of_list(text, start, match.start())
        if opened := _OPENS_NAME.match(text, start, match.start()):
            start = opened.end()
        if _is_title(text, start, match.start(), end, words):
            out[end] = (start, end, "named programme", "")
    return out


def _behind_another(text: str, start: int, head: int) -> int:
    """Where a name begins behind another title, behind names in quotation marks beside it, or behind its number."""
    for joined in _TITLE_BEFORE.finditer(text, start, head):
        start = joined.end()  # 节水行动和甲河流域治理行动: the first may be too plain to be a title
    beside = text.rfind("”“", start, head)
    if beside >= 0 and text.count("“", start, head) > text.count("”", start, head):
        start = beside + 1
    counted = _COUNTED.match(text, start, head)
    return counted.end() if counted else start


def _side_by_side(text: str, start: int, head: int, end: int) -> dict[int, Title]:
    """«“甲+”“乙×”行动» are two actions; none where the name is not made of names in quotation marks alone."""
    if not _ALL_QUOTED.fullmatch(text, start, head):
        return {}
    names = [(name.start(), name.end()) for name in _SIDE_BY_SIDE.finditer(text, start, head)]
    noun = text[head:end]
    first: dict[int, Title] = {
        last: (at, last, "named programme of a list", "" if text.endswith(_OWN_NOUNS, at, last) else noun)
        for at, last in names[:-1]
    }
    return {**first, end: (names[-1][0], end, "named programme", "")}


def _end(text: str, end: int) -> int | None:
    """Where a title ends whose noun ends at ``end``, None where it is none: in 《》, or inside longer quoted words."""
    floor = max(0, end - _LONGEST)
    if text.rfind("《", max(0, end - _IN_BOOK), end) > text.rfind("》", max(0, end - _IN_BOOK), end):
        return None
    if text[end - 1] == "”" and "“" not in text[floor:end]:
        return end - 1
    if text.startswith("”建设", end) and "“" in text[floor:end]:
        return end + 1  # 推进甲类“乙计划”建设
    return None if _in_open_quotes(text, end) else end


def _in_open_quotes(text: str, end: int) -> bool:
    """Whether words go on inside quotation marks behind ``end`` and are no list: «“甲行动·乙”活动»."""
    if text[end : end + 1] in {"”", "、", ""}:
        return False
    floor = max(0, end - _LONGEST)
    return text.rfind("“", floor, end) > text.rfind("”", floor, end)


def _listed(text: str, start: int, head: int, end: int, words: PolicyWords) -> dict[int, Title]:
    """«A培育、B提升行动» are two actions, «粮油储备、加工能力提升行动» is one; none where it is neither for sure."""
    name = text[start:head]
    if "、" not in name or _NO_LIST.search(name) or text[head:end].strip("”") not in _PROGRAMMES:
        return {}
    parts = list(_parts(text, start, head))
    if all(last - first >= _DEED and text.endswith(words.deeds, first, last) for first, last in parts):
        titles: dict[int, Title] = {
            last: (first, last, "named programme of a list", text[head:end]) for first, last in parts[:-1]
        }
        return {**titles, end: (parts[-1][0], end, "named programme", "")}
    members = name.split("、")
    if (
        len(name) > _LIST
        or not words.opens.search(text, max(0, start - _OPENING), start)
        or _TITLE_COUNT.search(name)
        or any(not _SHORTEST <= len(member) <= _MEMBER for member in members[:-1])
    ):
        return {}
    return {end: (start, end, "named programme", "")}


def _start(text: str, head: int, end: int, words: PolicyWords, *, known: dict[int, Title]) -> int | None:
    """Where the title that ends in a noun at ``head`` begins."""
    floor = max(0, head - _LONGEST)
    window = text[floor:head]
    opening = window.rfind("“")
    closing = window.rfind("”")
    limit = opening if opening > closing else len(window)  # inside open quotes: 数字产业化“十大工程”
    clause = _clause_start(window[:limit])
    verb = words.opening.match(window, clause, limit)
    if verb is None:  # what follows a verb tells whether it is one, hence the first characters of the noun
        seen = limit if limit < len(window) else limit + _SEEN
        verb = words.verb.match(text[floor : min(end, head + _SEEN)], clause, seen)
        verb = verb if verb is not None and verb.end() <= limit else None
    if verb is not None:
        at = verb.end()
        if after := words.after.match(window, at):
            at = after.end()
        return floor + max(at, _behind_title(window, at, limit, floor, known))
    if listed := _behind_title(window, clause, limit, floor, known):
        return floor + listed
    if words.carried.match(text, end) and (clause > 0 or floor == 0) and "的" not in window[clause:]:
        return floor + clause
    quoted = opening if opening > closing else window.rfind("“", 0, closing + 1)
    if (
        quoted >= 0
        and closing == len(window) - 1
        and closing - quoted <= _QUOTED
        and text[head : head + 2] in _NOUNS
        and window.endswith(words.of_quoted, clause, quoted)
    ):
        return floor + quoted  # 入选“珠峰英才”计划
    if quoted >= 0 and quoted == clause and (opening > closing or closing >= len(window) - 5):
        return floor + quoted
    return None


def _behind_title(window: str, at: int, limit: int, floor: int, known: dict[int, Title]) -> int:
    """Where what follows a title that was found begins: behind the last 、 or 和 that stands right behind one."""
    return max(
        mark + 1 if floor + mark in known else 0 for joint in "、和与" for mark in (window.rfind(joint, at, limit),)
    )


def _last_of_list(text: str, start: int, head: int) -> int:
    """«出台A、B、C六大优势产业提质倍增行动方案»: the title is what follows the list."""
    name = text[start:head]
    comma = name.rfind("、")
    if comma > 0 and name[comma - 1] == "化" == name[-1]:
        return start  # 产业基础高级化、产业链现代化攻坚战
    if comma < 0 or name.count("“", 0, comma) > name.count("”", 0, comma):
        return start
    counted = _TITLE_COUNT.search(name, comma + 1)
    at = counted.start() if counted else comma + 1
    return start + at if len(name) - at >= 6 else start


def _clause_start(window: str) -> int:
    """The last break of the window outside quotation marks."""
    if "“" not in window:
        mark = _LAST_BREAK.match(window)
        return mark.end() if mark else 0
    start = depth = 0
    for mark in _BREAK_OR_QUOTE.finditer(window):
        letter = mark[0]
        if letter == "“":
            depth += 1
        elif letter == "”":
            depth = max(0, depth - 1)
        elif not depth:
            start = mark.end()
    return start


def _is_title(text: str, start: int, head: int, end: int, words: PolicyWords) -> bool:
    name = text[start:head]
    plain = name.strip("“”")
    if (
        (text.startswith("工程", head) and _ITEMS.search(name))
        or end - start < 4
        or _COUNTED_BEHIND.match(text, end)  # 供暖工程22个: works that are counted
        or ("的" in name and not _OF_MEASURES.fullmatch(name))
        or _AND_SO_ON.search(name)
        or name.count("“") < name.count("”")
    ):
        return False
    if name.startswith(("、", "和", "与", "”")) or (name[:1] == "各" and name[1:2] != "族") or _BROKEN.search(name):
        return False
    if name.count("、") and "“" not in name and "化、" not in name:
        return False
    if "“" not in name and words.generic.fullmatch(plain):
        return False
    if (
        text[head:end].startswith("工程")
        and "“" not in name
        and (words.construction.search(name) or _SIZED.search(name))
    ):
        return False
    return len(plain) >= 2 and not (_HEAD_ONLY.fullmatch(plain) and (len(plain) < _CODE or "“" not in name))


def _group(text: str, start: int, group: re.Match[str]) -> dict[int, Title]:
    """«实施A、B、C三大行动»: as many names as the number says, each an action of its own."""
    names = list(_parts(text, start, group.start()))
    count = int(group[1]) if group[1].isdigit() else _NUMERALS.find(group[1])
    if len(names) != count or not all(2 <= end - at <= _LONGEST_MEMBER for at, end in names):
        return {}
    return {end: (at, end, "named programme of a group", "") for at, end in names}


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in re.finditer("[、和与]", text[start:end]):
        yield at, start + match.start()
        at = start + match.end()
    yield at, end
