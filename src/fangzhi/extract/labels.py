"""What a number is about: the words before or after it, without verb, bound, time and place."""

import re
from typing import Final

from fangzhi.extract.deed_nouns import is_noun_of, is_noun_part, without_second
from fangzhi.extract.label_edges import (
    BRACKETS,
    EDGE,
    RUN_ENDS,
    YEARS_RUN,
    balanced,
    belongs,
    innermost,
    joins,
    run_of_time,
    without_collective,
    without_overlap,
)
from fangzhi.extract.nouns import Nouns
from fangzhi.extract.wordset import SparsePattern, WordSet, first_characters
from fangzhi.lexicon.cues import Cues

_WILL: Final = frozenset({"将", "要", "共", "可"})
_SUMS: Final = ("资金", "投资", "贷款", "补助", "补贴", "融资")
_PLACED_AMONG: Final = re.compile(
    "(?<=....)(?:连续[0-9一二三四五六七八九十]{1,2}年)?(?:历史性)?"
    "(?:(?:稳居|位居|位列|跃居|跃上|高居|排名)(?=[^，、。；])|[居列](?=[全世国同各东西中沿]))[^，、。；居列]{1,14}$"
)
_NO_ABOUT: Final = frozenset("签节合违契条制履")
_PLANNED: Final = re.compile(
    "安排[^，、；资]{0,8}(?:项目|工程|实事|装机|岗位)"
)  # where 安排 is no sum that is set aside
_TURNS: Final = re.compile("^.{0,10}?(?:将(?:围绕|锚定|瞄准)|[仍还]存在)(?=..)")
_SHORTEST_TOLD: Final = 5
_AGAIN: Final = ("累计", "全年", "并")
_SHORTEST_CAUSED: Final = 4
_SHORTEST: Final = 2
_INNER_DEED: Final = re.compile(r"在?(?:累计)?(?:实现|完成)(?=[^实完的、]{2,12}$)(.+)$")
_STEPS: Final = re.compile(  # 经济总量连跨两个万亿元台阶: how it grew is no part of what it is
    r"(?<=..)(?:连续|接连|先后)?(?:跨过|跨越|迈上|迈过|连跨|跨上|登上|越过|迈入).{0,14}(?:台阶|大关|关口)$"
)
# behind a thing and before its measure: 风电装机(容量), 项目合同(投资额), 黄牛存栏(量)
_HOW: Final = re.compile("(?:装机|合同|协议|年度计划|计划|实际|概算)$")
_PER_HEAD: Final = ("人", "户", "亩")
_THINGS: Final = frozenset({"企业", "用户", "签约项目", "集聚企业"})  # need their owner, and measure nothing


class Tail:
    """A clause head cut before its verb: the stem and the classes of the words behind it, nearest last."""

    __slots__ = ("adverbs", "stem", "verbs")

    def __init__(self, stem: str, verbs: tuple[str, ...], adverbs: tuple[str, ...]) -> None:
        self.stem = stem
        self.verbs = verbs
        self.adverbs = adverbs

    def has(self, *classes: str) -> bool:
        """Whether a verb or adverb of one of these classes stands between stem and number."""
        for name in classes:  # noqa: SIM110  # a generator would cost more than the test
            if name in self.verbs or name in self.adverbs:
                return True
        return False


class Labels:
    """The words around a number, read with the cues of a lexicon."""

    def __init__(self, cues: Cues, nouns: Nouns | None = None) -> None:
        self._verbs = cues.index("verb")
        self._adverbs = cues.index("adverb")
        self._tail = WordSet((*self._adverbs, *self._verbs))
        self._names = cues.words("metric", "whole")
        self._name_ends = frozenset(name[-1] for name in self._names)
        self._openings = WordSet(cues.words("opening", "words"))
        self._deeds = {w: c for c in ("added", "done") for w in cues.words("deed", c)}
        self._deed_words = WordSet(self._deeds)
        two = [word for word in self._deeds if len(word) == 2]
        self._deed_inside = SparsePattern("|".join(map(re.escape, two)) or "(?!)", first_characters(two))
        self._kept_deeds = WordSet(cues.words("deed", "keeps"))
        self._label_openings = self._openings.heads | self._deed_words.heads | self._kept_deeds.heads
        self._rank_words = WordSet(cues.words("rank_tail", "words"))
        self.elliptical = frozenset(cues.words("elliptical", "heads"))
        self._stripped_heads = WordSet(self.elliptical - set(cues.words("elliptical", "whole")))
        self.whole = frozenset(cues.words("elliptical", "whole"))
        self.of_holders = frozenset(cues.words("elliptical", "of_holders"))
        self._causes = cues.words("deed", "causes")
        self.to_whom = cues.words("before_count", "to_whom")
        self.pivots = cues.words("before_count", "pivots")
        self.reaching = (
            *cues.words("verb", "reach"),
            *cues.words("verb", "growth_up"),
            *cues.words("verb", "growth_down"),
            *cues.words("verb", "more"),
        )
        self._reaching_heads = first_characters(self.reaching)
        self.metrics = (*cues.words("metric", "nouns"), *(self.elliptical - _THINGS))
        self._metric_ends = WordSet(self.metrics)
        self._measure_ends = (*self.metrics, *_SUMS, "率")
        self._deed_nouns = frozenset(cues.words("deed", "nouns"))
        self.nouns = nouns or Nouns(cues)

    def cut_tail(self, head: str) -> Tail:
        """Cut verbs and adverbs off the end of what stands before a number.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> tail = Labels(load_lexicon().cues).cut_tail("规上工业增加值同比增长")
        >>> tail.stem, tail.verbs, tail.adverbs
        ('规上工业增加值', ('growth_up',), ())
        """
        verbs: list[str] = []
        adverbs: list[str] = []
        end = len(head)
        while end:
            while end and head[end - 1] in " 　，、（(":
                end -= 1
            if not end:
                break
            if head[end - 1] in self._name_ends and head.endswith(self._names, 0, end):
                break
            word = self._tail.tail_of(head, end)
            if word == "约" and head[end - 2 : end - 1] in _NO_ABOUT:
                break  # 项目签约
            if word is None:
                run = run_of_time(head, end)
                if run is None or (run.start() == 0 and not verbs):
                    break
                end = run.start()
                continue
            if word == "均" and head.endswith(_PER_HEAD, 0, end - 1):
                break  # 农民人均增收
            kind = self._verbs.get(word)
            if kind == "growth_up" and "率" in word and head.endswith("自然", 0, end - len(word)):
                return Tail(head[: head.rindex("率", 0, end) + 1], ("reach",), tuple(adverbs))  # 自然增长率为
            if kind is None:
                adverbs.append(self._adverbs[word])
            elif kind in verbs and kind != "reach":
                break
            else:
                verbs.append(kind)
            end -= len(word)
        return Tail(head[:end], tuple(verbs), tuple(adverbs))

    def cut_rank_tail(self, head: str) -> str:
        """Cut what stands between a subject and its place in an order.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Labels(load_lexicon().cues).cut_rank_tail("两化融合发展水平指数连续11年居全国")
        '两化融合发展水平指数'
        """
        end = len(head)
        while end:
            end = len(head[:end].rstrip(" 　，、"))
            word = self._rank_words.tail_of(head, end)
            if word is not None:
                end -= len(word)
                continue
            run = YEARS_RUN.search(head, 0, end) if head[end - 1 : end] in RUN_ENDS else None
            if run is None:
                break
            end = run.start()
        if (placed := _PLACED_AMONG.search(head, 0, end)) is not None:
            subject = self.cut_years_run(head[: placed.start()])
            return subject if len(subject) >= _SHORTEST_CAUSED else head[:end]  # 数量居全国各城市(首位)
        return head[:end]

    def cut_deed(self, head: str) -> tuple[str, str | None]:
        """Cut a deed verb off the end: what is left, and its class (added, done) or None.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Labels(load_lexicon().cues).cut_deed("全年新增")
        ('全年', 'added')
        """
        end = len(head.rstrip(" 　了"))
        word = self._deed_words.tail_of(head, end)
        return (head[: end - len(word)], self._deeds[word]) if word else (head, None)

    def clean(self, stem: str) -> tuple[str, str | None]:
        """A label from a stem: openings and a leading deed dropped, brackets balanced; and the deed's class.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Labels(load_lexicon().cues).clean("、其中新增国家级专精特新“小巨人”企业")
        ('国家级专精特新“小巨人”企业', 'added')
        """
        deed = None
        stem = without_collective(innermost(stem).strip(EDGE))
        while stem and stem not in self._deed_nouns:
            if stem[0] in "和与及" and joins(stem):
                stem = stem[1:]
            if stem[0] not in self._label_openings:
                return stem, deed
            opening = self._openings.head_of(stem)
            verb = self._deed_words.head_of(stem)
            word = verb if opening is None or (verb is not None and len(verb) > len(opening)) else opening
            kept = "" if _PLANNED.match(stem) else self._kept_deeds.head_of(stem)
            if kept and len(kept) > len(opening or ""):
                if stem == kept:
                    return ("", "done") if kept not in self.elliptical else (stem, deed)
                noun_part = is_noun_part(stem[len(kept) :])
                return balanced(stem), deed or (None if noun_part else "done")
            if word is None or len(word) == len(stem):
                if word is not None and verb == word:
                    return "", self._deeds[word]
                return ("" if word is not None and len(word) == len(stem) and word in self._openings else stem), deed
            word = without_overlap(word, stem)
            rest = stem[len(word) :].lstrip(EDGE + "了")
            inner = deed == "added" and word == verb and self._deeds[word] == "done"  # 新增储备项目
            if not rest or inner or rest[0] == "性" or belongs(word, rest) or (word == verb and is_noun_of(word, rest)):
                break
            if word in _WILL and (self._deed_words.head_of(rest) or (len(self._openings.head_of(rest) or "") > 1)):
                stem = rest
                continue
            # one character may be the first of a word: 新能源, 在线, 近海
            if len(word) == 1 and word not in "、和与及" and stem[1] not in "“《" and not stem[1].isascii():
                break
            if word == verb:
                deed = self._deeds[word]
                rest = rest.removeprefix("到") if word == "争取" else rest
                rest = without_second(word, rest)
            stem = rest
        return balanced(stem), deed or ("done" if stem in self._deed_nouns else None)

    def subject(self, label: str) -> str:
        """The thing of a label without its metric, to which a bare head such as 总额 may return.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Labels(load_lexicon().cues).subject("棉花产量")
        '棉花'
        """
        head = self._stripped_heads.tail_of(label, len(label))
        if not head or len(head) == len(label) or label[0] == "对":
            return label
        label = label[: -len(head)]
        thing = _HOW.sub("", label)
        return thing if len(thing) >= _SHORTEST else label

    def deed_of(self, stem: str) -> str:
        """The deed word that a stem begins with, or nothing."""
        return self._kept_deeds.head_of(stem) or self._deed_words.head_of(stem) or ""

    def tells_a_deed(self, label: str) -> bool:
        """Whether a deed verb stands inside a label: 研究院共建中心."""
        return self._deed_inside.search(label, 1) is not None

    def is_deed(self, head: str) -> bool:
        """Whether a head is nothing but a deed: 新建提升."""
        stem, deed = self.cut_deed(head.rstrip())
        return deed == "done" and not stem.strip(EDGE)

    def cut_years_run(self, stem: str) -> str:
        """A stem without «连续4年» at its end."""
        return YEARS_RUN.sub("", stem)

    def measures(self, label: str) -> bool:
        """Whether a label ends with a measure or a sum: 水质优良率, 援助资金."""
        return label.endswith(self._measure_ends)

    def measure_of(self, label: str) -> str:
        """The measure that a label ends with, the longest that we know, or nothing.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Labels(load_lexicon().cues).measure_of("铁路通车里程")
        '通车里程'
        """
        return self._metric_ends.tail_of(label, len(label)) or ""

    def without_clause(self, label: str) -> str:
        """A label without the clause before it that a list mark joins, and without what causes it.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> labels = Labels(load_lexicon().cues)
        >>> labels.without_clause("热电厂三期建成投产、总装机"), labels.without_clause("专项行动推动民间投资")
        ('热电厂三期总装机', '民间投资')
        """
        before, mark, last = label.rpartition("、")
        if mark and not BRACKETS & set(label):
            noun, _, kind = self.nouns.after(before, 0, len(before))
            if kind in {"plain", "object"} and len(noun) < len(before) and "、" not in noun:
                return noun + last if last in self.elliptical or len(last) <= _SHORTEST else self.clean(last)[0]
        for word in self._causes:
            cause, found, rest = label.rpartition(word)
            if found and len(cause) > 1 and len(rest) >= _SHORTEST_CAUSED and rest.endswith(self.metrics):
                return rest
        return label

    def last_deed(self, stem: str) -> str:
        """A stem without the deed with its object before the last one: (改革优化支出结构、)清收资金."""
        if "、" not in stem or not BRACKETS.isdisjoint(stem.rpartition("、")[2]):
            return stem
        before, _, last = stem.rpartition("、")
        again = last[2:] if last.startswith(_AGAIN) else last
        kept = self._kept_deeds.head_of(again) if again != last else ""
        verb = kept or self._deed_words.head_of(again)
        if not verb or len(again) < len(verb) + _SHORTEST or is_noun_of(verb, again[len(verb) :]):
            return stem
        if len(self.clean(last)[0]) < _SHORTEST_TOLD:
            return stem  # 推进民生实事、累计投入资金: which money, the words before tell
        told, deed = self.clean(before.lstrip(EDGE))
        acted = (deed is not None and len(told) >= _SHORTEST) or self.tells_a_deed(before)
        return last if acted else stem

    def reaches(self, text: str, at: int) -> bool:
        """Whether a verb of reaching or change begins at a place."""
        return text[at : at + 1] in self._reaching_heads and text.startswith(self.reaching, at)

    def without_inner_deed(self, label: str) -> str:
        """A label without the verb between an owner and its measure.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Labels(load_lexicon().cues).without_inner_deed("规模以上工业企业实现出口交货值")
        '规模以上工业企业出口交货值'
        """
        if "成为" in label[2:]:
            label = label.partition("成为")[0]  # 经济总量成为第四个突破千亿元的…
        label = self.without_clause(_STEPS.sub("", label))
        label = _TURNS.sub("", label, count=1) if "将" in label or "存在" in label else label
        match = _INNER_DEED.search(label, 2)
        return label[: match.start()] + match[1] if match and match[1].endswith(self.metrics) else label

    def balance(self, label: str) -> str:
        """A label without loose edges and brackets that have no partner."""
        return balanced(label)
