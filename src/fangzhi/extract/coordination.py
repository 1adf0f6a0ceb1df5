"""«A、B分别增长10%、7.9%»: which value belongs to which subject, with shared heads and tails restored."""

import re
from typing import Final

from fangzhi.lexicon.cues import Cues

_OWN_METRIC: Final = ("数", "率", "额", "量", "值", "度", "费", "款", "险")
_ADDED: Final = ("新增", "净增")
_AMONG_OTHERS: Final = re.compile(r"(?<=\w\w)(?<![中高平初同])等(?=(?:产业|行业|领域|工业|企业))")  # 电子、信息等产业
_JOINS: Final = frozenset("、和与及")
_SECTORS: Final = re.compile(r"^第?[一二三](?:[、和与]?第?[一二三]){1,2}次?产业?")


_SPEEDS: Final = ("增速", "增幅")  # 投资、销售面积增速: the rate is of both
_MADE: Final = re.compile("(?:制造业|加工业|采矿业|(?<!服务)产业)(?=增加值|产值|投资|利润|营业收入|营收)")
_TOGETHER: Final = re.compile(
    r"(?<=\w\w)等?[两二三四五六七八九十](?:大|个)(?:主导|支柱|优势|重点|特色|传统|新兴)?(?:(?:门类|板块|品种)|(?=产业|行业|领域|集群))"
)


class Coordination:
    """Splits a coordinated subject into full labels."""

    def __init__(self, cues: Cues) -> None:
        metrics = sorted(cues.words("metric", "nouns"), key=len, reverse=True)
        self._metric_end = tuple(metrics)
        classes = sorted(cues.words("metric", "classes"), key=len, reverse=True)
        alternatives = "|".join(map(re.escape, metrics))
        modifiers = "|".join(map(re.escape, cues.words("metric", "modifiers")))
        kinds = "|".join(map(re.escape, classes))
        self._tail = re.compile(f"(?:{kinds})?(?:{modifiers})?(?:{alternatives}|\\w\\w率).*$")
        self._complete = cues.words("metric", "complete")
        self._bare = frozenset({*metrics, *cues.words("elliptical", "heads")})
        self._bare_end = tuple(sorted(self._bare, key=len, reverse=True))
        self._classes = tuple(classes)
        self._parallels = cues.words("metric", "parallels")
        self._singles = frozenset(cues.words("metric", "singles"))
        self._scales = frozenset(cues.words("metric", "scales"))
        self._holders = frozenset(cues.words("metric", "holders"))
        self._owners = (*self._scales, *self._holders, *cues.words("metric", "owners"))
        self._scopes = (*self._owners, *cues.words("metric", "scopes"))
        self._side_by_side = sorted(cues.words("metric", "side_by_side"), key=len, reverse=True)
        self._verbs = ("实现", "完成", "新增", "接待", "带动", "推动")

    def split(self, stem: str, count: int) -> list[str] | None:
        """The ``count`` subjects of a list, each a full label; None when the list has another number of members.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Coordination(load_lexicon().cues).split("船舶、电子专用材料行业增加值", 2)
        ['船舶行业增加值', '电子专用材料行业增加值']
        """
        if count == 1:
            return [stem]
        if (sectors := self._sectors(stem, count)) is not None:
            return sectors
        if count == 2 and (at := stem.find("收支")) > 0:
            return [f"{stem[:at]}{kind}{stem[at + 2 :]}" for kind in ("收入", "支出")]
        if count == 2 and stem.startswith("城乡") and "、" not in stem:
            return ["城镇" + stem[2:], "农村" + stem[2:]]
        if count == 2 and (at := stem.find("存贷款")) >= 0:
            return [f"{stem[:at]}{kind}{stem[at + 2 :]}" for kind in "存贷"]
        if 1 < count < len(stem) and "、" not in stem and all(character in self._singles for character in stem[:count]):
            return [character + stem[count:] for character in stem[:count]]
        stem = _TOGETHER.sub("", stem)  # 化工、纺织、食品三大产业产值
        for separators in ("、和与及", "、", "、和及", "、与", "和与及", "和", "与"):
            parts = _split(stem, separators)
            if len(parts) == count and all(parts):
                return self.restore(parts)
        return self._without_marks(stem, count)

    def _without_marks(self, stem: str, count: int) -> list[str] | None:
        """Members that stand side by side: 小麦玉米产量, 公路铁路货运量."""
        parts: list[str] = []
        rest = stem
        while len(parts) < count:
            word = next((word for word in self._side_by_side if rest.startswith(word)), None)
            if word is None:
                return None
            parts.append(word)
            rest = rest[len(word) :]
        return [part + rest for part in parts] if rest else None

    def split_all(self, stem: str) -> list[str]:
        """Every member of a list, however many.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Coordination(load_lexicon().cues).split_all("省重点实验室、省工程研究中心")
        ['省重点实验室', '省工程研究中心']
        """
        parts = [part for part in _split(stem, "、和与及") if part]
        return self.restore(parts) if len(parts) > 1 else [stem]

    def split_each(self, stem: str) -> list[str] | None:
        """The members of a list that one value holds for (A、B均…); None where it is no plain list.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Coordination(load_lexicon().cues).split_each("水泥、玻璃产量")
        ['水泥产量', '玻璃产量']
        """
        if _JOINS.isdisjoint(stem):
            return None
        marks = stem.count("、")
        joined = sum(stem.rpartition("、")[2].count(word) for word in "和与及")
        if "等" in stem or marks + joined == 0 or joined > 1:
            return None
        return self.split(stem, marks + joined + 1)

    def _sectors(self, stem: str, count: int) -> list[str] | None:
        if count == 3 and stem.startswith("三次产业"):
            return [f"第{numeral}产业{stem[4:]}" for numeral in "一二三"]
        match = _SECTORS.match(stem)
        if match is None:
            return None
        numerals = [c for c in match[0] if c in "一二三"]
        if len(numerals) != count:
            return None
        return [f"第{numeral}产业{stem[match.end() :]}" for numeral in numerals]

    def restore(self, parts: list[str]) -> list[str]:
        """The members of a list, each with what it shares with the others.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Coordination(load_lexicon().cues).restore(["规上高技术制造业", "装备制造业增加值"])
        ['规上高技术制造业增加值', '规上装备制造业增加值']
        """
        return self._with_owner(self._completed(parts))

    def _with_owner(self, members: list[str]) -> list[str]:
        """Members with the scale or the place of the first: 农村供电可靠率、(农村)自来水普及率."""
        first = members[0]
        owner = next((word for word in self._owners if first.startswith(word)), "")
        if not owner or first.startswith(("以上", "及以上"), len(owner)):
            return members
        if any(one.startswith(self._scopes) for one in members[1:]):
            return members
        if owner in self._scales:
            alike = all(_MADE.search(one) is not None for one in members)
        else:
            alike = owner in self._holders or first[-1] == members[-1][-1]
        return [first, *(owner + one for one in members[1:])] if alike else members

    def _completed(self, parts: list[str]) -> list[str]:
        """The members of a list with the heads and tails that they share.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> Coordination(load_lexicon().cues).restore(["船舶业", "家具制造业增加值"])
        ['船舶业增加值', '家具制造业增加值']
        """
        last = _AMONG_OTHERS.sub("", parts[-1])
        parts = [*parts[:-1], last]
        if last.startswith(self._verbs) or last in self._complete:
            return parts
        if last in self._bare:
            return self._owned(parts) or parts
        match = self._tail.search(last, 1)
        if match is None and last not in self._metric_end:
            if "级" in last[:-1] and all(part.endswith("级") for part in parts[:-1]):
                return [*(part + last.split("级", 1)[1] for part in parts[:-1]), last]
            kind = next((c for c in self._classes if last.endswith(c) and len(last) > len(c)), None)
            out = [p if kind is None or p.endswith((*self._classes, "率", "额")) else p + kind for p in parts[:-1]]
            return [*out, last]
        tail = match[0] if match else ""
        if match and last.startswith(_ADDED, match.start() - 2):
            tail = last[match.start() - 2 :]  # 退役军人、残疾人新增就业
        restored = []
        for part in parts[:-1]:
            if part in self._parallels and (twin := last.startswith(self._parallels) and last):
                head = next(word for word in self._parallels if twin.startswith(word))
                restored.append(part + last[len(head) :])
                continue
            if part.endswith("级") and "级" in last[:-1]:
                restored.append(part + last.split("级", 1)[1])
                continue
            insured = part.endswith("险") and tail.startswith("参保")
            if not insured and part.endswith((*self._metric_end, *_OWN_METRIC)):
                # the whole measure may still be shared: 粮食产量、油料产量占全国比重
                shared = "占" + tail.split("占", 1)[1] if "占" in tail and "占" not in part else ""
                shared = shared or next((speed for speed in _SPEEDS if last.endswith(speed)), "")
                restored.append(part + shared)
                continue
            add = tail
            for kind in self._classes:
                trade = kind.endswith("业") and kind != "企业" and part.endswith("业")  # 橡胶业、家具制造业增加值
                if add.startswith(kind) and (trade or part.endswith(self._classes)):
                    add = add[len(kind) :]
                    break
            restored.append(part + add)
        return [*restored, last]

    def _owned(self, parts: list[str]) -> list[str]:
        """The bare metrics of a list with the owner that stands with the first: 省属企业营业收入、利润; else empty."""
        first = parts[0]
        own = next((metric for metric in self._bare_end if first.endswith(metric) and len(metric) < len(first)), "")
        owner = first[: -len(own)] if own else ""
        return [first, *(owner + part if part in self._bare else part for part in parts[1:])] if owner else []


def _split(stem: str, separators: str) -> list[str]:
    parts = [""]
    depth = 0
    for character in stem:
        if character in "“《（(":
            depth += 1
        elif character in "”》）)":
            depth -= 1
        if character in separators and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]
