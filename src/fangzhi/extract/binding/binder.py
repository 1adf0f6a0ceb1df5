"""Which number of a sentence is about what: the decision list.

Works on one sentence and knows nothing of periods, places or the catalogue.
"""

import re
from bisect import bisect_right
from enum import Enum
from typing import Final

from fangzhi.extract.areas import AreaMention
from fangzhi.extract.binding.blotting import LIST, blotted, times_in_a_row
from fangzhi.extract.binding.chains import close_chains, share_noun
from fangzhi.extract.binding.conditions import bind_growth_target, bind_ranked_things, bind_served
from fangzhi.extract.binding.counted import bind_compared, bind_conditioned, bind_counted, bind_some_of, share_predicate
from fangzhi.extract.binding.flows import counts_deeds
from fangzhi.extract.binding.lists import bind_rank, bind_respectively, bind_sectors, each_of
from fangzhi.extract.binding.measures import MOVING, POINTS
from fangzhi.extract.binding.qualifiers import (
    bare_is_meant,
    counts_nothing,
    in_a_name,
    is_attribute,
    is_condition,
    is_yardstick,
)
from fangzhi.extract.binding.scene import HOLE, JOINTS, Binding, Memory, Scene, Words, bare
from fangzhi.extract.binding.set_words import Sets
from fangzhi.extract.binding.sets import bind_set
from fangzhi.extract.binding.shares import bind_contributed, bind_pulled, bind_share
from fangzhi.extract.binding.stated import bind_comparison, bind_done, bind_stated
from fangzhi.extract.coordination import Coordination
from fangzhi.extract.labels import Labels, Tail
from fangzhi.extract.nouns import Nouns
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.times import TimeMention
from fangzhi.extract.topics import measure_after
from fangzhi.lexicon.load import Lexicon

_CLAUSE: Final = re.compile(r"[，；：。！？,;:!?\n]")
_BY_BRANCH: Final = re.compile("(?:分|从|按)[^，。；]{2,10}看|其中|(?:主要|重点)行业")
_COMMAS: Final = frozenset({"，", ",", "，和"})
_EACH_ITS_OWN: Final = ("分别", "依次")
# a name, a rate per head, or the cap of a grant: «单个项目最高500万元»
_NO_FIGURE: Final = (
    "“",
    "‘",
    "《",
    "每",
    "最高",
    "最多",
    "最高可达",
    "最高不超过",
    "给予",
    "按",
    "按照",
)
_ENDS: Final = frozenset({"", "、", "，", "；", "。"})
_CONDITIONED: Final = ("的", "的有", "的达", "的达到", "的共有")  # 产值过亿元的有45家
_PAIR_OF_DEEDS: Final = 4
_ENDING_VERBS: Final = ("增长", "的增长", "以上增长")  # 均保持10%以上增长
_HOUSEHOLDS: Final = ("户", "人")  # 监测对象20.9万户69.3万人
_OUTRAN: Final = re.compile("(?:增速|增幅|涨幅)?(?:高于|快于|优于|好于|低于)[^，、；0-9]{1,10}、$")
_RELATIVE: Final = frozenset({"%", "‰", "个百分点", "个基点", "倍"})
_LIST_MARK: Final = re.compile("、|和(?![美谐睦平])|以及|(?<![普涉惠波顾以])及(?![时格]|其|地区)")
_LONGEST_VERB: Final = 6  # characters of a verb with its mark between two numbers
_NEAR: Final = 8  # characters between 分别 and the first number of its list
_SHORT_NOUN: Final = re.compile("(?![的和与及以之左等])\\w{2,8}")
_GOAL: Final = 6  # characters that hold a word for a goal behind a count
_MARGIN: Final = 16  # characters around a sentence that a rule may look at


class Reading(Enum):
    """What a number is when it is bound to nothing."""

    UNREAD = "not understood"
    QUALIFIER = "part of a name or a condition: 400万吨煤制油项目, 亿元以上项目"


class Binder:
    """Binds the numbers of a sentence to labels."""

    def __init__(self, lexicon: Lexicon) -> None:
        nouns = Nouns(lexicon.cues)
        labels = Labels(lexicon.cues, nouns)
        self._no_verbs = lexicon.cues.words("no_verb", "words")
        not_counted = lexicon.cues.words("not_counted", "nouns")
        self._words = Words(labels, nouns, Coordination(lexicon.cues), Sets(lexicon.cues), not_counted)

    def bind(  # noqa: C901, PLR0912, PLR0913, PLR0917  # one loop over the numbers that carries what was read
        self,
        text: str,
        start: int,
        end: int,
        quantities: list[Quantity],
        times: tuple[TimeMention, ...] = (),
        areas: tuple[AreaMention, ...] = (),
        topic: str = "",
        before: str = "",
        holder: str = "",
        measured: str = "",
    ) -> tuple[list[Binding], list[Quantity]]:
        """The bindings of a sentence in order, and the numbers that were not understood.

        ``topic`` is what was spoken of, for a bare head at the beginning; ``before`` a sentence without numbers that
        stands before this one, in which it is looked for first; ``holder`` a set of things that it goes on to tell of;
        ``measured`` the measure of a whole that its paragraph told of.
        """
        offset = max(0, start - _MARGIN)
        text = text[offset : end + _MARGIN]
        text = blotted(text, offset, start, end, times, areas)
        holed = HOLE in text
        clauses = [start, *[mark.end() + offset for mark in _CLAUSE.finditer(text, start - offset, end - offset)]]
        memory = Memory(self._words.labels, topic, holder, before)
        if measured:
            memory.measured = measured
            memory.parted = _BY_BRANCH.match(text, start - offset) is not None
        bindings: list[Binding] = []
        unread: list[Quantity] = []
        index = at = 0
        count = len(quantities)
        previous_end = start
        while at < count:
            quantity = quantities[at]
            clause = bisect_right(clauses, quantity.start) - 1
            if clause > index:
                passed, index = index, clause
                if text[clauses[clause] - 1 - offset] == "；":
                    memory.new_segment()
                if previous_end <= clauses[index - 1]:
                    memory.skipped = text[clauses[index - 1] - offset : clauses[index] - 1 - offset]
                    if not memory.labels:
                        for one in range(passed, index):
                            if previous_end <= clauses[one]:
                                memory.pass_over(text[clauses[one] - offset : clauses[one + 1] - 1 - offset])
            if quantity.start < memory.consumed:
                at += 1
                continue
            run = self._run(text, offset, quantities, at) if at + 1 < count else 1
            clause_end = clauses[index + 1] - 1 if index + 1 < len(clauses) else end
            left = max(previous_end, clauses[index], memory.consumed)
            if at and left == quantities[at - 1].end and quantities[at - 1].unit == "%":
                left = _behind_noun(text, offset, left, quantity.start)
            scene = self._scene(text, offset, quantities, at, run, left, (clauses[index], clause_end))
            memory.part(scene.head)
            if holed:
                scene.head, scene.following = bare(scene.head), bare(scene.following)
            if run > 1 and len(times) > 1:
                scene.times = times_in_a_row(text, offset, times, quantity.start, run)
            told = _told(areas, quantity) if areas else None
            if told is not None:
                scene.places, scene.of_each = told.places, told.each
            bound = self._decide(scene, memory)
            if isinstance(bound, list):
                bound = _with_households(bound, quantities, at)
                share_noun(bindings, bound, scene)
                bound = self._with_deeds(_placed(bound, scene) if told else bound, memory)
                if bound:
                    share_predicate(bindings, bound[-1], memory, scene)
                    memory.note(bound[-1])
                    bindings += bound
            elif bound is Reading.UNREAD:
                unread += [q for q in scene.quantities if q.form != "bare"]
            at += run
            if bound is not Reading.QUALIFIER:
                previous_end = quantities[at - 1].end
        if bindings and memory.holder and not memory.holds_projects:
            bindings[-1].holder = memory.holder
        return (close_chains(bindings) if len(bindings) > 1 else bindings), unread

    def _run(self, text: str, offset: int, quantities: list[Quantity], at: int) -> int:
        """How many numbers follow each other with only list marks between, or verbs where 分别 tells them apart."""
        count = 1
        while at + count < len(quantities):
            here, after = quantities[at + count - 1], quantities[at + count]
            between = text[here.end - offset : after.start - offset].strip()
            parted = between in _COMMAS and here.unit == after.unit and _told_apart(text, offset, quantities[at])
            parted = parted or (
                here.unit == after.unit and self._goes_its_way(between) and _told_apart(text, offset, quantities[at])
            )
            parted = parted or (
                not between and (here.unit, after.unit) == _HOUSEHOLDS and not _noun_behind(text, offset, after)
            )
            if between not in LIST and not parted and not (here.form == "ratio" and between in "∶:："):
                break
            if (here.form == "rank") != (after.form == "rank"):
                break
            follows = text[after.end - offset : after.end - offset + 1]
            if here.counter and not after.counter and here.unit != after.unit and follows.isalnum():
                break  # 5个、超300亿元的20个, 3个、亿元以上项目20个: the second number is the condition of the third
            count += 1
        return count

    def _goes_its_way(self, between: str) -> bool:
        """Whether a mark and a verb of change stand between two numbers: 分别增长8.3%和下降5.6%."""
        if not 1 < len(between) <= _LONGEST_VERB or between[0] not in JOINTS:
            return False
        tail = self._words.labels.cut_tail(between.lstrip(JOINTS))
        return not tail.stem and not MOVING.isdisjoint(tail.verbs)

    def measured(self, bindings: list[Binding], before: str) -> str:
        """The measure of a whole that the figures of a sentence tell of, and ``before`` where they change nothing."""
        for one in bindings:
            before = measure_after(self._words.labels, one.label, before)
        return before

    def _scene(
        self,
        text: str,
        offset: int,
        quantities: list[Quantity],
        at: int,
        run: int,
        left: int,
        clause: tuple[int, int],
    ) -> Scene:
        clause_end = clause[1]
        quantity = quantities[at]
        end = quantity.end - offset
        opens = quantities[at - 1].start if at and _of_households(quantities[at - 1], quantity) else quantity.start
        last = at
        if at + 1 < len(quantities) and is_condition(text, end, quantities[at + 1].start - offset):
            last = at + 1  # 2个超100亿元项目: the second number is part of what is counted
        stop = _stop(text, offset, quantities[last].end, clause_end, quantities, last)
        behind = at + run
        return Scene(
            text,
            offset,
            left,
            clause[0],
            clause_end,
            stop,
            text[left - offset : opens - offset],
            text[end : clause_end - offset],
            quantity,
            tuple(quantities[at:behind]),
            self._noun_follows(text, end, quantity.counter, clause_end - offset),
            last + 1 < len(quantities) and stop == quantities[last + 1].start,
            quantities[behind] if behind < len(quantities) else None,
        )

    def _decide(self, scene: Scene, memory: Memory) -> list[Binding] | Reading:  # noqa: C901, PLR0911, PLR0912  # a decision list
        quantity = scene.quantity
        words = self._words
        if quantity.form == "rank":
            return bind_rank(scene, memory, words) or Reading.UNREAD
        if quantity.form == "ratio":
            return bind_sectors(scene, memory) or Reading.UNREAD
        if quantity.form == "bare" and not bare_is_meant(scene):
            return Reading.QUALIFIER
        if scene.head.rstrip().endswith(_NO_FIGURE) or ("“" in scene.text and in_a_name(scene)):
            return Reading.QUALIFIER
        after = scene.after
        if is_yardstick(scene):
            return Reading.QUALIFIER
        if quantity.counter and after and after.counter and after.start == quantity.end and after.unit != "级":
            return Reading.QUALIFIER  # 推出12批1181项…: the second number counts the things
        if quantity.counter and (compared := bind_compared(scene, memory)) is not None:
            return compared
        if quantity.counter and scene.noun_follows and len(scene.quantities) == 1:
            if counts_nothing(scene):
                return Reading.QUALIFIER
            conditioned = bind_ranked_things(scene, memory, words) or bind_served(scene, memory, words)
            return conditioned or bind_set(scene, memory, words) or bind_counted(scene, memory, words) or Reading.UNREAD
        if quantity.counter and (some := bind_some_of(scene, memory, words)) is not None:
            return some
        if is_attribute(scene, words):
            return Reading.QUALIFIER
        if quantity.unit == "%":
            if (done := bind_done(scene, memory, words)) is not None:
                return done
            if (goal := bind_growth_target(scene, memory, words)) is not None:
                return goal
            if (contributed := bind_contributed(scene, memory, words)) is not None:
                return contributed or Reading.UNREAD
            if (share := bind_share(scene, memory, words)) is not None:
                return share or Reading.UNREAD
        if quantity.unit in POINTS and (pulled := bind_pulled(scene, memory, words)) is not None:
            return pulled or Reading.UNREAD
        if quantity.unit in POINTS and (compared := bind_comparison(scene, memory, words)) is not None:
            return compared or Reading.UNREAD
        if quantity.counter and scene.head.endswith(_CONDITIONED) and len(scene.quantities) == 1:
            return bind_conditioned(scene, memory, words) or Reading.UNREAD
        tail = _tail_of(scene, words)
        if tail.has("distributive") or len(scene.quantities) > 1 or _holds_for_each(scene, tail, words):
            return bind_respectively(scene, tail, memory, words) or Reading.UNREAD
        return bind_stated(scene, tail, memory, words) or Reading.UNREAD

    def _with_deeds(self, bindings: list[Binding], memory: Memory) -> list[Binding]:
        """Mark the figures that count deeds of a period rather than what stands at its end."""
        for one in bindings:
            one.acted = one.acted or counts_deeds(one, memory, self._words.labels)
        return bindings

    def _noun_follows(self, text: str, at: int, counter: bool, clause_end: int) -> bool:
        if counter and text[at : at + 1] == "的":
            at += 1
            if text.find("目标", at, min(at + _GOAL, clause_end)) >= 0:
                return False  # 企业1200家的倍增目标
        if at >= clause_end:
            return False
        if text.startswith(self._no_verbs, at):
            return True
        after = text[at : at + 1]
        if not (after.isalnum() or after in "“《‘") or after in "的和与及以之等并":
            return False
        if after == "在" and counter and text.find("的", at, clause_end) > 0:
            return True  # 3个在全国有影响力的产业集群
        return not self._words.labels.reaches(text, at)


def _tail_of(scene: Scene, words: Words) -> Tail:
    """The head cut before its verb; 提升 of 新建提升310公里农村公路 is a deed and no change."""
    head = scene.head
    if head.endswith("、") and scene.quantity.unit not in POINTS and (outran := _OUTRAN.search(head)) is not None:
        return words.labels.cut_tail(head[: outran.start()])  # 人均可支配收入增速高于经济增速、突破3万元
    tail = words.labels.cut_tail(head)
    if "more" not in tail.verbs or scene.quantity.unit in _RELATIVE:
        return tail
    pair = len(head.strip(JOINTS)) >= _PAIR_OF_DEEDS  # 改造提升10万亩
    if ((scene.noun_follows or pair) and words.labels.is_deed(head)) or head.lstrip("，、").startswith("完成"):
        return Tail(head, (), ())  # 新建提升310公里农村公路, 完成林分优化提升200万亩
    return tail


def _holds_for_each(scene: Scene, tail: Tail, words: Words) -> bool:
    """Whether one number is said of each of a list: 水泥、玻璃产量均增长5%."""
    if scene.following[:1] not in _ENDS and not scene.following.startswith(_ENDING_VERBS):
        return False
    return each_of(tail.stem.strip(JOINTS), scene, tail, words) is not None


def _behind_noun(text: str, offset: int, left: int, stop: int) -> int:
    """Where the words before a number begin: behind the noun of the share before it, 50%以上号源、(转诊量)增长90%."""
    mark = text.find("、", left - offset, stop - offset)
    noun = text[left - offset : mark] if mark > 0 else ""
    return mark + offset if _SHORT_NOUN.fullmatch(noun) else left


def _with_households(bindings: list[Binding], quantities: list[Quantity], at: int) -> list[Binding]:
    """The count of people with that of their households before it: 13万户46万群众搬出大山."""
    if len(bindings) == 1 and bindings[0].rule == "counted noun" and at:
        here, after = quantities[at - 1], quantities[at]
        return [bindings[0].counting(here), *bindings] if _of_households(here, after) else bindings
    return bindings


def _of_households(here: Quantity, after: Quantity) -> bool:
    """Whether households and their people stand side by side: 13万户46万群众."""
    return (here.unit, after.unit) == _HOUSEHOLDS and here.end == after.start


def _noun_behind(text: str, offset: int, quantity: Quantity) -> bool:
    """Whether a word stands directly behind a number: 13户46人脱贫."""
    return text[quantity.end - offset : quantity.end - offset + 1].isalnum()


def _told_apart(text: str, offset: int, first: Quantity) -> bool:
    """Whether 分别 stands shortly before a number, so that commas behind it part the numbers of one list."""
    before = text[max(0, first.start - offset - _NEAR) : first.start - offset]
    return any(word in before for word in _EACH_ITS_OWN)


def _stop(text: str, offset: int, at: int, clause_end: int, quantities: list[Quantity], index: int) -> int:
    """Where the words that may belong to a counted noun end: the clause, or the mark before the next number."""
    stop = clause_end
    if index + 1 < len(quantities) and quantities[index + 1].start < stop:
        after = quantities[index + 1].start
        marks = [mark.start() for mark in _LIST_MARK.finditer(text, at - offset, after - offset)]
        cut = offset + marks[-1] if marks else -1
        stop = cut if cut > at else after
    while stop > at and text[stop - 1 - offset] in "。！？，；：、!?;: ）)":
        stop -= 1
    return stop


def _told(areas: tuple[AreaMention, ...], quantity: Quantity) -> AreaMention | None:
    """The area named last before a number; None behind a list of areas that is not understood."""
    last = None
    for area in areas:
        if area.end <= quantity.start:
            last = area
    return last if last is not None and last.places else None


def _placed(bindings: list[Binding], scene: Scene) -> list[Binding]:
    """The bindings with the areas of their clause: one each where there are as many, else each for all."""
    if len(scene.places) == 1:
        return [b.of(scene.places[0]) for b in bindings]
    if len(bindings) == len(scene.places):
        return [b.of(place) for b, place in zip(bindings, scene.places, strict=True)]
    if len(bindings) == 1 and (scene.of_each or bindings[0].carried or any(mark in scene.head for mark in "均都各")):
        return [bindings[0].of(place) for place in scene.places]
    return []  # 北京、上海、深圳三地…占一半: true of all together, of none alone
