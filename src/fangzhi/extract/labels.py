"""What a number is about: the words before or after it, without verb, bound, time and place."""

import re
from typing import Final

from fangzhi.extract.nouns import Nouns
from fangzhi.extract.wordset import SparsePattern, WordSet, first_characters
from fangzhi.lexicon.cues import Cues

_OPEN_TO_CLOSE: Final = {"）": "（", ")": "(", "”": "“", "》": "《", "’": "‘"}
_EDGE: Final = "、，,；;：: 　。·—-…的"
_YEARS_RUN: Final = re.compile(
    r"(?:连续|已连续|近)?(?:(?<!\d)\d+|(?<![两二三四五六七八九十])[两二三四五六七八九十]+)(?:年(?:来|间)?|个月|个?季度)$"
)
_COLLECTIVE: Final = re.compile(
    r"^[两二三四五六七八九十\d]+个?(?:省份|省区市|省区|省市|省|城市|设区市|地区|地|州市)(?=[^的、级])"
)
_COMPARED_WITH: Final = re.compile(
    r"(?:较|比|同)(?:(?:上|前|去|[一二三四五十]|\d)(?:个|半)?(?:年|月|季度?|届)(?:前|初|末|底|同期|度|同月)?"
    r"|年初|年末|年前|同期|同月)(?:相比)?$"
)
_COUNTED: Final = frozenset("两二三四五六七八九十")
_RUN_ENDS: Final = frozenset("年来间月季度届前初末底期比")  # the last characters of the two patterns above
_GRANTED: Final = frozenset({"补助", "资助", "奖励", "救助", "奖补"})  # 奖励资金, 补助标准 are nouns
_GRANTS: Final = ("资金", "标准", "金")
_LEADING: Final = ("产业", "品种", "产品")  # 主导产业, where 主导 is no deed
# the second verb of a pair: 新建(改造)…, 制定(、修改、废止)…; 改造项目 and 治理率 are nouns
_PAIRED: Final = frozenset(
    {
        "新建",
        "建设",
        "改建",
        "改扩建",
        "新改建",
        "新建改建",
        "新建改扩建",
        "扩建",
        "制定",
        "出台",
        "优化",
        "整治",
    }
)
_SECOND_DEED: Final = re.compile(
    r"^(?:(?:以及|[、和及与或并])?(?:改造|更新|提升|治理|修改|修订|废止|重组|维修|改善|扩建|改扩建|完善)){1,3}"
    r"(?=\w\w)(?![项工率面资投任类行计专能量机])"
)
# words that begin with one of the characters that make a noun of the verb before them
_WHOLE_WORDS: Final = (
    "能源",
    "水利",
    "水库",
    "水电",
    "水网",
    "水土",
    "水生态",
    "水美",
    "数字",
    "数据",
    "数智",
    "机场",
    "机器人",
    "商业街",
    "商圈",
    "线路",
    "站点",
    "化工",
    "化肥",
    "总部",
    "强镇",
    "强县",
)
_SUMS: Final = ("资金", "投资", "贷款", "补助", "补贴", "融资")
_SHORTEST_CAUSED: Final = 4
_SHORTEST: Final = 2
_INNER_DEED: Final = re.compile(r"在?(?:累计)?(?:实现|完成)(?=[^实完的、]{2,12}$)(.+)$")
_STEPS: Final = re.compile(  # 经济总量连跨两个万亿元台阶: how it grew is no part of what it is
    r"(?<=..)(?:连续|接连|先后)?(?:跨过|跨越|迈上|迈过|连跨|跨上|登上|越过|迈入).{0,14}(?:台阶|大关|关口)$"
)
_BASIS: Final = re.compile(r"^按[^，、；]{1,14}?(?:计算|折算|核算)(?:的|后)?[，为]?")  # 按常住人口计算，…
_BRACKETS: Final = frozenset(_OPEN_TO_CLOSE) | frozenset(_OPEN_TO_CLOSE.values())
_VERBS_ONLY: Final = frozenset(
    {"完成", "实现", "建成", "新建", "新增", "净增", "获批", "入选", "引进", "落实", "开工建设"}
)
# behind a thing and before its measure: 风电装机(容量), 项目合同(投资额), 黄牛存栏(量)
_HOW: Final = re.compile("(?:装机|合同|协议|年度计划|计划|实际|概算)$")
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
            if word is None:
                run = _run_of_time(head, end)
                if run is None or (run.start() == 0 and not verbs):
                    break
                end = run.start()
                continue
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
            run = _YEARS_RUN.search(head, 0, end) if head[end - 1 : end] in _RUN_ENDS else None
            if run is None:
                break
            end = run.start()
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
        stem = _without_collective(_innermost(stem).strip(_EDGE))
        while stem and stem not in self._deed_nouns:
            if stem[0] in "和与及" and stem[1:2] not in "美谐平睦":
                stem = stem[1:]
            if stem[0] not in self._label_openings:
                return stem, deed
            opening = self._openings.head_of(stem)
            verb = self._deed_words.head_of(stem)
            word = verb if opening is None or (verb is not None and len(verb) > len(opening)) else opening
            kept = self._kept_deeds.head_of(stem)
            if kept and len(kept) > len(opening or ""):
                if stem == kept:
                    return ("", "done") if kept not in self.elliptical else (stem, deed)
                noun_part = self._is_noun_part(stem[len(kept) :])
                return _balanced(stem), deed or (None if noun_part else "done")
            if word is None or len(word) == len(stem):
                if word is not None and verb == word:
                    return "", self._deeds[word]
                return ("" if word is not None and len(word) == len(stem) and word in self._openings else stem), deed
            rest = stem[len(word) :].lstrip(_EDGE + "了")
            inner = deed == "added" and word == verb and self._deeds[word] == "done"  # 新增储备项目
            if not rest or inner or rest[0] == "性" or (word == verb and self._is_noun_of(word, rest)):
                break
            if word == "将" and self._deed_words.head_of(rest):
                stem = rest
                continue
            # one character may be the first of a word: 新能源, 在线, 近海
            if len(word) == 1 and word not in "、和与及" and stem[1] not in "“《":
                break
            if word == verb:
                deed = self._deeds[word]
                rest = rest.removeprefix("到") if word == "争取" else rest
                rest = _SECOND_DEED.sub("", rest) if word in _PAIRED else rest
            stem = rest
        return _balanced(stem), deed or ("done" if stem in self._deed_nouns else None)

    def _is_noun_of(self, word: str, rest: str) -> bool:
        """Whether a deed word begins a noun: 投入强度, 奖励资金; 完成水利投资 does not."""
        if word in _GRANTED and rest.startswith(_GRANTS):
            return True
        if word == "主导" and rest.startswith(_LEADING):
            return True
        only = word in _VERBS_ONLY and rest[0] not in "率额量度值数" and not rest.startswith("面积")
        return not only and self._is_noun_part(rest)

    def _is_noun_part(self, rest: str) -> bool:
        """Whether a deed word is the first half of a noun: 服务业, 投入强度, 发展指数."""
        if rest.startswith(_WHOLE_WORDS):
            return False  # 建设水库, 实施数字化改造
        return rest[0] in "业率额量度值力者性型化数比指强水能总线面费商站所机价" or rest.startswith("收入")

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
        return deed == "done" and not stem.strip(_EDGE)

    def cut_years_run(self, stem: str) -> str:
        """A stem without «连续4年» at its end."""
        return _YEARS_RUN.sub("", stem)

    def measures(self, label: str) -> bool:
        """Whether a label ends with a measure or a sum: 水质优良率, 援助资金."""
        return label.endswith((*self.metrics, *_SUMS, "率"))

    def measure_of(self, label: str) -> str:
        """The measure that a label ends with, the longest that we know, or nothing.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Labels(load_lexicon().cues).measure_of("铁路通车里程")
        '通车里程'
        """
        return max((word for word in self.metrics if label.endswith(word)), key=len, default="")

    def without_clause(self, label: str) -> str:
        """A label without the clause before it that a list mark joins, and without what causes it.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> labels = Labels(load_lexicon().cues)
        >>> labels.without_clause("热电厂三期建成投产、总装机"), labels.without_clause("专项行动推动民间投资")
        ('热电厂三期总装机', '民间投资')
        """
        before, mark, last = label.rpartition("、")
        if mark and not _BRACKETS & set(label):
            noun, _, kind = self.nouns.after(before, 0, len(before))
            if kind in {"plain", "object"} and len(noun) < len(before) and "、" not in noun:
                return noun + last if last in self.elliptical or len(last) <= _SHORTEST else self.clean(last)[0]
        for word in self._causes:
            cause, found, rest = label.rpartition(word)
            if found and len(cause) > 1 and len(rest) >= _SHORTEST_CAUSED and rest.endswith(self.metrics):
                return rest
        return label

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
        match = _INNER_DEED.search(label, 2)
        return label[: match.start()] + match[1] if match and match[1].endswith(self.metrics) else label

    def balance(self, label: str) -> str:
        """A label without loose edges and brackets that have no partner."""
        return _balanced(label)


def _innermost(stem: str) -> str:
    """What stands behind a dash or an open bracket: «发展目标——汽车产量», «“1+2”(试验区»."""
    if "——" in stem:
        stem = stem.rpartition("——")[2]
    if stem.endswith(("基础上", "基数上")):
        return ""
    if stem.startswith("按"):
        stem = _BASIS.sub("", stem)
    at = max(stem.rfind("("), stem.rfind("（"))
    if at == 0 and not {")", "）"} & set(stem):
        return stem[1:]  # （非税占比21%）
    return stem[at + 1 :] if at > 0 and len(stem) - at > 3 and not {")", "）"} & set(stem[at:]) else stem


def _without_collective(stem: str) -> str:
    """A stem without «31个省份» before it."""
    if stem and (stem[0] in _COUNTED or stem[0].isdecimal()):
        return _COLLECTIVE.sub("", stem)
    return stem


def _run_of_time(head: str, end: int) -> re.Match[str] | None:
    """«连续4年» or «比上年同期» at the end of a head; most heads end in no character of the two slow patterns."""
    if not end or head[end - 1] not in _RUN_ENDS:
        return None
    return _YEARS_RUN.search(head, 0, end) or _COMPARED_WITH.search(head, 0, end)


def _balanced(label: str) -> str:
    """The label without a bracket whose partner is missing."""
    if _BRACKETS.isdisjoint(label):
        return label.strip(_EDGE)
    for close, opening in _OPEN_TO_CLOSE.items():
        if close == opening:
            continue
        while label.count(close) > label.count(opening):
            at = label.index(close)
            label = label[:at] + label[at + 1 :]
        while label.count(opening) > label.count(close):
            at = label.rindex(opening)
            label = label[:at] + label[at + 1 :]
    return label.strip(_EDGE)
