"""Where a counted noun ends: «3个集群提质升级», «21个可靠性提升项目», «为2万名老年人发放津贴»."""

import re
from typing import Final

from fangzhi.extract.wordset import SparsePattern, first_characters
from fangzhi.lexicon.cues import Cues

_NO_NAME: Final = (
    "(?![区园器型性率量额者类业示试]|工程|行动|项目|先行|先导|集聚|创新|综合|重点县|举措|指标)"  # 提升示范村 is a name
)
_MARKS: Final = re.compile(r"[、，；和与及（(]")
_LONGEST_NAME: Final = 8  # characters between a verb inside a name and its end: 提升(示范村)
_SHORTEST: Final = 2
_AREAS: Final = frozenset("省市县区州旗盟镇乡村")  # nouns of one character: 13个县获评…
_ADVERBS: Final = (
    "全部",
    "显著",
    "明显",
    "圆满",
    "(?<!平)均",
    "(?<!首)都",
    "又",
    "整县",
    "整市",
    "整乡",
    "整村",
    "(?<![创更革最高翻换])新",
)
_BEFORE_PREDICATE: Final = re.compile(f"(?:{'|'.join(_ADVERBS)}){{1,3}}$")
_IN_A_FIELD: Final = re.compile(
    r"(?<![所潜现存])在(?![建线校册役岗用研孵训职])(?:[^在、，]{2,14}(?:中|上|里|内|领域|方面)|\w)$"
)
_INVESTED: Final = ("研发", "经费", "资金", "财政", "民生", "要素", "科技")  # 投入 behind them is a noun
_BY_WHOM: Final = re.compile(r"(?<![自理缘])由[^由、，]{1,8}$")
_WITH_WHOM: Final = re.compile(r"(?<=[\w）][\w）])(?<!参)与[^与、，]{2,14}$")
# the end of a name that holds a verb, beside the head nouns
_NAMED: Final = (
    "区",
    "县",
    "村",
    "镇",
    "园",
    "带",
    "圈",
    "计划",
    "行动",
    "机制",
    "政策",
    "专项",
    "院",
    "站",
    "体",
    "试点",
)


class Nouns:
    """The head nouns of a lexicon, and the verbs that may stand behind them."""

    def __init__(self, cues: Cues) -> None:
        kinds = ("with_object", "plain", "state", "nominal")
        classes = {name: cues.words("predicate", name) for name in kinds}
        groups = [
            f"(?P<{group}>{'|'.join(map(re.escape, classes[name]))}){_NO_NAME if group != 'object' else ''}"
            for group, name in zip(("object", "plain", "state", "nominal"), kinds, strict=True)
        ]
        self._nominal = frozenset(classes["nominal"])
        self._attributes = cues.words("behind_noun", "attributes")
        self._predicate = SparsePattern(
            "|".join(groups), first_characters(word for words in classes.values() for word in words)
        )
        self._heads = cues.words("head_noun", "nouns")
        self.generic = frozenset(cues.words("head_noun", "generic"))
        self._ends = (*self._heads, *cues.words("head_noun", "persons"), "”", "）")
        verbs = cues.words("behind_noun", "verbs")
        nominal = cues.words("behind_noun", "nominal")
        self._behind = SparsePattern(
            f"(?P<verb>{'|'.join(map(re.escape, verbs))})|(?P<nominal>{'|'.join(map(re.escape, nominal))}){_NO_NAME}",
            first_characters((*verbs, *nominal)),
        )

    def opens_with_predicate(self, phrase: str) -> str:
        """The whole phrase where it begins with a predicate that takes an object (实现增长), else nothing."""
        match = self._predicate.match(phrase)
        return phrase if match and match["object"] and len(match["object"]) > 1 else ""

    def ends_with_head(self, phrase: str) -> bool:
        """Whether a phrase ends with a noun that can close a counted noun phrase."""
        return phrase.endswith(self._heads)

    def after(self, text: str, start: int, end: int) -> tuple[str, str, str]:
        """The counted noun that begins at ``start``: noun, predicate with its object, and the kind of predicate.

        The kind is ``object`` (获评…), ``plain`` (an event: 开通), ``state`` (布局), ``nominal`` (提质升级, which in
        可靠性提升项目 is part of the name) or empty.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> nouns = Nouns(load_lexicon().cues)
        >>> nouns.after("企业获评智能工厂", 0, 8), nouns.after("高速公路相继开通", 0, 8)
        (('企业', '获评智能工厂', 'object'), ('高速公路', '', 'plain'))
        >>> nouns.after("电网可靠性提升项目", 0, 9)
        ('电网可靠性提升项目', '', '')
        """
        chunk = text[start:end]
        for match in self._predicate.finditer(chunk, 1):
            at = match.start()
            if at < _SHORTEST and (chunk[0] not in _AREAS or match.lastgroup != "object"):
                continue
            if chunk[at - 1] in "和与及" or chunk.count("“", 0, at) > chunk.count("”", 0, at):
                continue
            kind = match.lastgroup or ""
            if match[0] == "投入" and chunk.endswith(_INVESTED, 0, at):
                continue  # 研发投入
            if match[0] in self._nominal and (chunk[at - 1] == "的" or self._in_a_name(chunk, match.end())):
                continue
            noun = self._without_adverbs(chunk[:at], reciprocal=kind == "nominal")
            if agent := _BY_WHOM.search(noun, 1):
                return noun[: agent.start()], "", kind  # 40项职权由市县实施
            return noun, chunk[at:] if kind == "object" else "", kind
        return chunk, "", ""

    def before_verb(self, phrase: str, nominal: bool = True) -> str:
        """What of a phrase stands before the verb that tells what is done with, by or for the counted things.

        ``nominal`` is whether verbs that may also be nouns (服务, 建设) are looked for.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> nouns = Nouns(load_lexicon().cues)
        >>> nouns.before_verb("企业提供融资"), nouns.before_verb("企业服务中心"), nouns.before_verb("省份保供电煤")
        ('企业', '企业服务中心', '省份')
        """
        for match in self._behind.finditer(phrase, 1):
            at = match.start()
            if not phrase.endswith(self._ends, 0, at) or phrase.count("“", 0, at) > phrase.count("”", 0, at):
                continue
            end = match.end()
            if match.lastgroup == "nominal" and (not nominal or end == len(phrase) or self._in_a_name(phrase, end)):
                continue
            return self._without_adverbs(phrase[:at], reciprocal=True)
        return phrase

    def holder_of(self, phrase: str) -> str:
        """The longest beginning of a phrase that names things and is not all of it, or nothing.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Nouns(load_lexicon().cues).holder_of("帮扶单位援助资金")
        '帮扶单位'
        """
        for at in range(len(phrase) - 2, 1, -1):
            if phrase.endswith(self._ends, 0, at) and not phrase.startswith((*self._heads, "域", "级"), at):
                return phrase[:at]
        return ""

    def first_head(self, phrase: str) -> str:
        """The shortest beginning of a phrase that can stand as a counted noun, or all of it.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Nouns(load_lexicon().cues).first_head("企业提供融资")
        '企业'
        """
        for at in range(2, len(phrase)):
            if phrase.endswith(self._heads, 0, at):
                return phrase[:at]
        return phrase

    def _in_a_name(self, phrase: str, at: int) -> bool:
        """Whether the verb that ends at a place is part of a name: 提升(项目), 投产(项目)."""
        mark = _MARKS.search(phrase, at)
        end = mark.start() if mark else len(phrase)
        end -= 2 * phrase.endswith("建设", at, end)
        return 0 < end - at <= _LONGEST_NAME and phrase.endswith((*self._heads, *_NAMED), at, end)

    def _without_adverbs(self, noun: str, reciprocal: bool) -> str:
        """A noun without what only leads over to its predicate: 医院(在国家监测中), 县区(均), 市州(空气质量)."""
        noun = _IN_A_FIELD.sub("", noun, count=1) if "在" in noun[1:] else noun
        if reciprocal and "与" in noun:
            noun = _WITH_WHOM.sub("", noun)
        return self.without_attribute(_BEFORE_PREDICATE.sub("", noun) or noun)

    def without_attribute(self, noun: str) -> str:
        """A noun without what of it is told: 县区(空气质量)."""
        attribute = next((word for word in self._attributes if noun.endswith(word)), "")
        return noun.removesuffix(attribute) if len(noun) - len(attribute) > 1 else noun
