"""The words and patterns by which named projects are found, made of project_cues.toml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from fangzhi.extract.systems.invested import InvestedWords, invested_words
from fangzhi.extract.wordset import WordSet, first_characters
from fangzhi.lexicon.cues import Cues

FIRM: Final = ("operating", "started", "completed")
PROMISED: Final = {"operating": "building", "completed": "building", "started": "planned", "signed": "planned"}
"""The stage of what is only announced, by the stage that it is to reach."""
_BETWEEN: Final = 14
_COUNTING: Final = r"[一二三四五六七八九十\d个条项座批的]"
_LEAD: Final = 6  # characters of a clause before its verb
_NO_SUM: Final = (  # words behind 等 that tell of something else than what is summed up
    "领域|方面|配套|工具|支持|开展|推|专业|方式|手段|形式|资金|区域|流域|纳入|申报|获批|[^，。；]{0,6}(?:整治|行动)"
)
_OPEN_A_DATE: Final = "于今明年上下预计可将拟有一二三四"  # what a date before a predicate may begin with
_DATE: Final = (
    "于?(?:预计|计划|可|将|拟|有望){0,2}(?:20\\d\\d年|今年|明年|年)?(?:内|底前?|末前?)?(?:[上下]半年|[一二三四]季度)?"
    "(?:\\d{1,2}月)?(?:\\d{1,2}[日号]|份|底|末|初|[上中下]旬)?(?:之?前)?(?:可|将|有望){0,2}"
)
_AHEAD: Final = re.compile("预计|计划|可|将|拟|有望|年内|(?<!提)前")  # a date with one of these is yet to come


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """The words and patterns made of project_cues.toml; stages by word.

    ``marking`` are the words by which a clause is worth reading, ``nouns`` those of them that sum up a list.
    """

    summed: re.Pattern[str]
    said: re.Pattern[str]
    endings: WordSet
    firm_endings: WordSet
    firm_ends: frozenset[str]
    work: WordSet
    verb: re.Pattern[str]
    suffix: WordSet
    site: WordSet
    platform: WordSet
    generic: re.Pattern[str]
    kinds: re.Pattern[str]
    programme: WordSet
    whole: tuple[str, ...]
    marks: re.Pattern[str]
    marking: tuple[str, ...]
    nouns: tuple[str, ...]
    stages: dict[str, str]
    stage_words: WordSet
    verb_stages: dict[str, str]
    promised: frozenset[str]
    invested: InvestedWords
    not_before: tuple[str, ...]

    def stage_of(self, said: re.Match[str]) -> str:
        """The stage that a match of ``said`` tells: what 年内可建成 is being built."""
        stage = self.stages[said[1]]
        ahead = said.start(1) > said.start() and _AHEAD.search(said[0], 0, said.start(1) - said.start())
        return PROMISED.get(stage, stage) if ahead else stage


def project_words(cues: Cues) -> ProjectWords:
    """Compile the words of project_cues.toml."""

    def longest(words: Iterable[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def either_of(characters: Iterable[str]) -> str:
        return "".join(sorted(map(re.escape, characters)))

    stages = cues.index("stage")
    firm = [word for kind in (*FIRM, "signed") for word in cues.words("stage", kind)]
    verbs = cues.index("verb")
    nouns, adverbs = cues.words("noun", "heads"), cues.words("adverb", "words")
    generic = cues.words("generic", "words")
    opening = either_of(first_characters(["建设", *stages, *adverbs]))
    return ProjectWords(
        summed=re.compile(
            "(?:(?<!高)等(?!级)(?:一批|\\d+多?(?:个|条|项|座|大)(?:[^，。；、\\n]{1,8}、\\d+个)?)?|(?<=[^\\d.])\\d+(?:个|条|座))"
            f"(?:(?!{_NO_SUM})[^，。；、：\\n等]){{0,{_BETWEEN}}}?[“]?(?:{longest(nouns)}|(?<=条)高速)(?!区)[”]?"
        ),
        said=re.compile(  # what it may begin with stands first: it is tried at each character of a clause
            f"(?=[\\d{_OPEN_A_DATE}{opening}]){_DATE}(?:{longest(adverbs)}){{0,6}}(?:建设(?=[^，]))?({longest(stages)})"
        ),
        endings=WordSet(stages),
        firm_endings=WordSet(firm),
        firm_ends=frozenset(word[-1] for word in firm),
        verb=re.compile(
            f"[^、“”]{{0,{_LEAD}}}?(?=[{either_of(first_characters(verbs))}])({longest(verbs)})(?!区)(?:了|好|新建|实施|推进)?"
        ),
        work=WordSet(cues.words("work", "heads")),
        suffix=WordSet(cues.words("suffix", "heads")),
        site=WordSet(cues.words("site", "heads")),
        platform=WordSet(cues.words("platform", "nouns")),
        generic=re.compile(f"(?:{longest(generic)}|{_COUNTING})*"),
        marking=(
            *cues.words("work", "marking"),
            *cues.words("suffix", "heads"),
            *cues.words("site", "heads"),
            *nouns,
            *firm,
            "投资",
        ),
        nouns=nouns,
        kinds=re.compile(f"(?:{longest((*generic, *cues.words('generic', 'kinds')))}|{_COUNTING})*"),
        programme=WordSet(f"{word}工程" for word in cues.words("programme", "before")),
        whole=cues.words("whole", "nouns"),
        marks=re.compile(longest(cues.words("generic", "marks"))),
        stages=stages,
        stage_words=WordSet([word for word in stages if stages[word] not in {"planned", "building"}]),
        verb_stages=verbs,
        promised=frozenset(cues.words("verb", "promised")),
        invested=invested_words(cues),
        not_before=cues.words("noun", "not_before"),
    )
