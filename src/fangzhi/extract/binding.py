"""Which number of a sentence is about what: labels, measures, lists, chains.

Works on one sentence and knows nothing of periods, places or the catalogue.
"""

import re
from dataclasses import dataclass, field, replace

from fangzhi.extract.coordination import Coordination
from fangzhi.extract.labels import Labels, Tail
from fangzhi.extract.quantities import Quantity
from fangzhi.extract.times import TimeMention
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.facts import Measure

_CLAUSE = re.compile(r"[，；：。！？,;:!?\n]")
_LIST = frozenset({"、", "和", "与", "及", "以及", "和约", "、约", "、近", "和近"})
_JOIN = "、和与及,， "
_QUALIFIED = re.compile(r"^(?:的|级|以上的|以下的|规模)?[^，；。]{0,36}?(?:项目|工程|机组|电站|基地|生产线|企业|园区|集群|产业|线路|装置|设备|船|舰|客机|口径|县|乡镇|单位|主体)")
_VERB_AFTER = re.compile(r"^(?:实施|支持|用于|投入|建设|设立|组建|开展|推动|连片|台阶|大关|关口|门槛|整数|目标|的目标|的台阶)")
_CONDITION = re.compile(r"(?:总?投资(?:额)?|年?产值|营收|主营业务收入|规模)?")
_GROWING = re.compile(r"(?:的)?(?:高速|快速|平稳|稳定|高位|正)?(?:增长|成长|增速|增幅|涨幅)")
_SHARE = re.compile(r"^(?P<subject>.*?)(?P<share>占(?!地|领|有|用|据|道|补|优)(?P<of>.*))$")


@dataclass(frozen=True, slots=True)
class Binding:
    """A number with its label: ``at`` is where the clause of the label begins, ``rule`` names how it was found."""

    quantity: Quantity
    label: str
    measure: Measure
    sign: int
    rule: str
    at: int
    deed: str | None = None
    carried: bool = False
    cumulative: bool = False
    earlier: bool = False
    verbs: tuple[str, ...] = ()
    acted: bool = False


@dataclass(slots=True)
class _Reader:
    """What is remembered while a sentence is read from left to right."""

    labels: list[str]
    subject: str = ""
    share: str = ""
    deed: str | None = None
    deed_clause: int = -1
    consumed: int = -1
    clause: int = -1
    clause_labels: list[str] = field(default_factory=list)

    def enter(self, clause: int) -> None:
        """Begin a clause: labels of the one before stay until this one has its own."""
        self.clause = clause

    def tell(self, labels: list[str], subject: str, clause: int) -> None:
        """Remember the labels just bound."""
        if clause != self.clause:
            self.clause_labels = []
            self.clause = clause
        self.clause_labels = [*self.clause_labels, *labels]
        self.labels = labels
        self.subject = subject
        self.share = ""


class Binder:
    """Binds the numbers of a sentence to labels."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._labels = Labels(lexicon.cues)
        self._coordination = Coordination(lexicon.cues)
        self._not_counted = lexicon.cues.words("not_counted", "nouns")

    def bind(
        self, text: str, start: int, end: int, quantities: list[Quantity], times: tuple[TimeMention, ...] = (), topic: str = ""
    ) -> tuple[list[Binding], list[Quantity]]:
        """The bindings of a sentence in order, and the numbers that were not understood.

        ``topic`` is what the sentence before spoke of, for a bare head at the beginning of this one.
        """
        text = _without_times(text, start, end, times)
        bindings: list[Binding] = []
        unread: list[Quantity] = []
        clauses = [start, *(m.end() for m in _CLAUSE.finditer(text, start, end))]
        reader = _Reader([], subject=topic)
        i = 0
        clause_index = 0
        while i < len(quantities):
            quantity = quantities[i]
            previous_end = quantities[i - 1].end if i else start
            while clause_index + 1 < len(clauses) and clauses[clause_index + 1] <= quantity.start:
                clause_index += 1
                if previous_end <= clauses[clause_index - 1] and not reader.labels:
                    reader.subject = self._labels.topic(_bare(text[clauses[clause_index - 1] : clauses[clause_index] - 1])) or reader.subject
            clause = clauses[clause_index]
            left = max(previous_end, clause, reader.consumed)
            if quantity.start < reader.consumed:
                i += 1
                continue
            run = self._run(text, quantities, i)
            bound = self._bind_run(text, left, clause, end, quantities, i, run, reader, clauses)
            if bound is None:
                unread += [q for q in quantities[i : i + run] if q.form != "bare"]
            else:
                bindings += bound
            i += run
        return [self._with_deed(b) for b in _close_chains(bindings)], unread

    def _with_deed(self, binding: Binding) -> Binding:
        """Mark the figures that count deeds of a period rather than what stands at its end."""
        stands = "reach" in binding.verbs and binding.rule != "counted noun"
        acted = binding.deed is not None or (binding.quantity.counter and self._labels.tells_a_deed(binding.label))
        return replace(binding, acted=acted and not (stands and not binding.label.startswith("累计")))

    def topic(self, text: str, start: int, end: int) -> str:
        """What a sentence without numbers speaks of."""
        return self._labels.topic(_bare(text[start:end].rstrip("。！？；")))

    def _run(self, text: str, quantities: list[Quantity], i: int) -> int:
        """How many numbers follow each other with only list marks between them, from the i-th on."""
        count = 1
        while i + count < len(quantities):
            here, after = quantities[i + count - 1], quantities[i + count]
            between = text[here.end : after.start].strip()
            if between not in _LIST and not (here.form == "ratio" and between in "∶:："):
                break
            if (here.form == "rank") != (after.form == "rank"):
                break
            count += 1
        return count

    def _bind_run(  # noqa: PLR0913, PLR0912, C901  # one decision list; splitting it would hide the order
        self, text: str, left: int, clause: int, end: int, quantities: list[Quantity], i: int, run: int,
        reader: _Reader, clauses: list[int],
    ) -> list[Binding] | None:
        quantity = quantities[i]
        head = _bare(text[left : quantity.start])
        if quantity.form == "rank":
            return self._ranks(clause, left, quantities[i : i + run], head, reader)
        if quantity.form == "bare" and not self._bare_is_meant(text, quantity, head):
            return None
        if quantity.form == "ratio":
            return self._ratio(quantities[i : i + run], left)
        if head.strip() in {"“", "‘", "《"}:
            return None
        clause_end = min([c - 1 for c in clauses if c > quantity.end] or [end])
        follows = self._noun_follows(text, quantity.end, clause_end)
        stop = self._stop(text, quantity.end, clause_end, quantities, i)
        if quantity.counter and follows and run == 1:
            if i + 1 < len(quantities) and _CONDITION.fullmatch(text, quantity.end, quantities[i + 1].start):
                # 2个超100亿元项目: the second number is part of what is counted
                stop = self._stop(text, quantities[i + 1].end, clause_end, quantities, i + 1)
            return self._counted(text, left, clause, stop, quantity, head, reader)
        following = text[quantity.end : clause_end]
        attribute = follows or following.startswith("的")
        if attribute and not quantity.counter and quantity.unit not in {"%", "倍", "个百分点"}:
            if not _VERB_AFTER.match(following) and (_QUALIFIED.match(following[:40]) or not head.strip(_JOIN)):
                return None
        if quantity.unit == "%" and (share := self._share(head, left, clause, quantities[i : i + run], reader)) is not None:
            return share
        tail = self._labels.cut_tail(head)
        if tail.has("distributive") or run > 1:
            return self._distributed(left, clause, quantities[i : i + run], tail, reader)
        return self._single(text, quantity, tail, left, clause, stop if follows else quantity.end, reader)

    def _single(
        self, text: str, quantity: Quantity, tail: Tail, left: int, clause: int, stop: int, reader: _Reader
    ) -> list[Binding] | None:
        stem = tail.stem
        label, deed = self._labels.clean(stem)
        listed = stem.lstrip()[:1] in _JOIN and reader.deed_clause == clause
        if deed is None and listed and not tail.verbs:
            deed = reader.deed
        rule = "stated"
        carried = False
        labels = [label]
        if not label and deed and stop > quantity.end:
            # 投入12亿元实施…: what the money is for stands behind it
            purpose, _ = self._labels.clean(text[quantity.end : stop])
            label, labels, rule = "", [purpose + self._labels.deed_of(stem.strip(_JOIN))], "purpose"
        elif not label and tail.has("each") and reader.clause_labels:
            labels, carried, rule = list(reader.clause_labels), True, "carried subjects"
        elif not label and reader.labels:
            share = reader.share if quantity.unit in {"个百分点", "个基点"} else ""
            labels, carried, rule = [share or reader.labels[-1]], True, "carried subject"
        elif (label in self._labels.elliptical or label.startswith("对")) and reader.subject:
            labels, carried, rule = [reader.subject + label], True, "carried head"
        elif quantity.unit == "%" and stop > quantity.end and stop - quantity.end <= 8 and label:
            labels = [label.rstrip("和与及、") + text[quantity.end : stop]]
        if not any(character.isalnum() for character in labels[0]):
            return None
        measure, sign = self._measure(quantity, tail, deed, labels[0])
        if quantity.unit == "%" and (growing := _GROWING.match(text, quantity.end)) and measure == "level":
            measure = "growth"
            labels = [one.removesuffix(growing[0]) for one in labels]
        if deed and not carried:
            reader.deed, reader.deed_clause = deed, clause
            rule = "deed" if rule == "stated" else rule
        elif not listed:
            reader.deed = None
        if not carried:
            reader.tell(labels, self._labels.subject(labels[-1]), clause)
        elif rule == "carried head":
            reader.tell(labels, reader.subject, clause)
        cumulative = tail.has("average", "cumulative") or "累计" in stem
        earlier = tail.verbs[-1:] == ("from",) or tail.verbs[:1] == ("from",)
        return [
            Binding(quantity, one, measure, sign, rule, left, deed, carried, cumulative, earlier, tail.verbs)
            for one in labels
        ]

    def _measure(self, quantity: Quantity, tail: Tail, deed: str | None, label: str = "") -> tuple[Measure, int]:
        """What kind of figure it is, and the sign that its verb gives it."""
        verbs = tail.verbs
        down = "growth_down" in verbs or "less" in verbs
        sign = -1 if down else 1
        moving = any(v in verbs for v in ("growth_up", "growth_down", "more", "less"))
        reaching = next((v for v in verbs if v != "of"), "") == "reach" and not any(v in verbs for v in ("growth_up", "growth_down"))
        average = tail.has("average")
        if quantity.form == "multiple":
            return ("cagr" if average else "growth"), 1
        if quantity.unit in {"个百分点", "个基点"}:
            return "change", sign
        if quantity.unit in {"%", "‰"}:
            if moving and not reaching:
                return ("cagr" if average else "growth"), sign
            return "level", 1
        if quantity.unit == "倍":
            return ("growth", sign) if moving and not reaching else ("level", 1)
        if "added" in verbs or (deed == "added" and not reaching) or "新增" in label or "净增" in label:
            return "change", 1
        if moving and not reaching:
            return "change", sign
        return "level", 1

    def _counted(
        self, text: str, left: int, clause: int, stop: int, quantity: Quantity, head: str, reader: _Reader
    ) -> list[Binding] | None:
        """«打造40个…集群», «8家企业获评…»: the noun stands behind the number."""
        whole = _bare(text[quantity.end : stop])
        noun, predicate, kind = self._labels.noun_after(whole, 0, len(whole))
        short = self._cut_noun(noun) if not predicate else noun
        if short.startswith(self._not_counted) or not short:
            return None
        rest, deed = self._labels.cut_deed(head.rstrip())
        if deed is None and reader.deed_clause == clause and head.strip() in {"、", "和", "与", "及", "以及", ""}:
            deed = reader.deed
        label, _ = self._labels.clean(short)
        label = predicate.rstrip("、，") + (label or short)
        if deed:
            reader.deed, reader.deed_clause = deed, clause
        reader.consumed = quantity.end + (len(whole) if kind == "object" else len(short))
        reader.tell([label], label, clause)
        measure: Measure = "change" if deed == "added" else "level"
        acted = deed or ("done" if kind in {"object", "plain"} else None)
        return [Binding(quantity, label, measure, 1, "counted noun", left, acted, False, "累计" in rest)]

    def _cut_noun(self, noun: str) -> str:
        """End a counted noun at the first list mark that follows a head noun."""
        for at, character in enumerate(noun):
            if character in "和与及、" and at and self._labels.ends_with_head(noun[:at]):
                return noun[:at]
        for tail in ("建设", "等"):
            if noun.endswith(tail) and len(noun) > len(tail) + 2:
                noun = noun[: -len(tail)]
        return noun

    def _stop(self, text: str, at: int, clause_end: int, quantities: list[Quantity], i: int) -> int:
        """Where the words that may belong to a counted noun end: the clause, or the mark before the next number."""
        stop = clause_end
        if i + 1 < len(quantities) and quantities[i + 1].start < stop:
            cut = max(text.rfind(mark, at, quantities[i + 1].start) for mark in "、和")
            stop = cut if cut > at else quantities[i + 1].start
        while stop > at and text[stop - 1] in "。！？，；：、!?;: ）)":
            stop -= 1
        return stop

    def _noun_follows(self, text: str, at: int, clause_end: int) -> bool:
        """Whether a word that is no verb of change stands directly behind a number."""
        after = text[at : at + 1]
        if not after or at >= clause_end or not (after.isalnum() or after in "“《‘"):
            return False
        return after not in "的" and not text.startswith(self._labels.reaching, at)

    def _share(
        self, head: str, left: int, clause: int, quantities: list[Quantity], reader: _Reader
    ) -> list[Binding] | None:
        """«占全国92.8%», «占规上工业比重达40%»: a share names its whole."""
        if len(quantities) > 1:
            return None
        match = _SHARE.match(head)
        if match is None:
            return None
        tail = self._labels.cut_tail(match["of"])
        of = re.sub(r"(?:的)?(?:比重|比例|份额|比|率)?(?:的)?$", "", tail.stem)
        if any(v in tail.verbs for v in ("growth_up", "growth_down", "more", "less", "from")) and "reach" not in tail.verbs[:1]:
            return None
        if "分别" in match["of"]:
            return None
        subject, _ = self._labels.clean(self._labels.cut_years_run(match["subject"]))
        carried = False
        if not subject:
            if not reader.labels:
                return None
            subject, carried = reader.labels[-1], True
        elif subject in self._labels.elliptical and reader.subject:
            subject, carried = reader.subject + subject, True
        label = f"{subject}占{of}比重" if of else f"{subject}占比"
        if not carried:
            reader.tell([subject], self._labels.subject(subject), clause)
        reader.share = label
        return [Binding(quantities[0], label, "level", 1, "share", left, None, carried)]

    def _distributed(
        self, left: int, clause: int, quantities: list[Quantity], tail: Tail, reader: _Reader
    ) -> list[Binding] | None:
        """Values to their own subjects; nothing where the numbers of both differ."""
        count = len(quantities)
        carried = False
        deed = None
        stem = tail.stem.strip(_JOIN)
        if stem:
            subjects = self._coordination.split(stem, count)
            if subjects is None:
                stem, deed = self._labels.clean(stem)
                subjects = self._coordination.split(stem, count) if stem else None
            if subjects is None and not tail.has("distributive") and stem:
                # 接连突破8万亿元、9万亿元: one subject, of which the last figure holds
                last = quantities[-1]
                bound = quantities[0].bound if last.bound == "eq" and quantities[0].start < quantities[0].core else last.bound
                subjects, quantities = [stem], [replace(last, bound=bound)]
        elif len(reader.clause_labels) == count:
            subjects, carried = list(reader.clause_labels), True
        elif len(reader.labels) == count:
            subjects, carried = list(reader.labels), True
        else:
            subjects = None
        if subjects is None:
            return None
        cleaned = [self._labels.clean(s) for s in subjects]
        deed = deed or cleaned[0][1]
        out = []
        for quantity, subject, (clean, _) in zip(self._close_list(quantities), subjects, cleaned, strict=True):
            label = clean or subject
            if label in self._labels.elliptical and reader.subject:
                label = reader.subject + label
            measure, sign = self._measure(quantity, tail, deed, label)
            if quantity.unit == "%" and measure == "level" and "占" in label and not label.endswith(("比重", "比例", "比")):
                label += "比重"
            out.append(
                Binding(
                    quantity, label, measure, sign, "respectively", left, deed, carried,
                    tail.has("average", "cumulative"), tail.verbs[:1] == ("from",), tail.verbs,
                )
            )
        reader.tell([b.label for b in out], self._labels.subject(out[-1].label), clause)
        return out

    def _close_list(self, quantities: list[Quantity]) -> list[Quantity]:
        """One bound word may close a list: «分别增长4.5%、5.5%左右» holds for both."""
        last = quantities[-1]
        if last.bound in {"eq"} or last.start != last.core:
            return quantities
        return [replace(q, bound=last.bound) if q.bound == "eq" else q for q in quantities]

    def _ranks(
        self, clause: int, left: int, quantities: list[Quantity], head: str, reader: _Reader
    ) -> list[Binding] | None:
        stem = self._labels.cut_rank_tail(head)
        label, _ = self._labels.clean(stem)
        each = any(mark in head for mark in ("均", "都", "双双", "分别"))
        subjects: list[str] | None
        if not label:
            if not reader.labels:
                return None
            subjects = list(reader.clause_labels or reader.labels) if each else reader.labels[-1:]
            carried = True
        else:
            carried = label in self._labels.elliptical and bool(reader.subject)
            if carried:
                label = reader.subject + label
            subjects = [label]
            if each or len(quantities) > 1:
                subjects = self._coordination.split(label, max(len(quantities), label.count("、") + 1)) or [label]
            reader.tell(subjects, self._labels.subject(subjects[-1]), clause)
        if len(quantities) > 1 and len(quantities) != len(subjects):
            return None
        pairs = [(q, s) for q, s in zip(quantities, subjects, strict=True)] if len(quantities) > 1 else [(quantities[0], s) for s in subjects]
        earlier = stem != head and head.rstrip("全国全球世界第西中东部").endswith(("从", "由"))
        return [Binding(q, s, "rank", 1, "rank", left, None, carried, earlier=earlier) for q, s in pairs]

    def _ratio(self, quantities: list[Quantity], left: int) -> list[Binding] | None:
        names = ("第一产业", "第二产业", "第三产业")
        if len(quantities) != 3:
            return None
        return [Binding(q, names[q.part] + "比重", "level", 1, "three sectors", left) for q in quantities]

    def _bare_is_meant(self, text: str, quantity: Quantity, head: str) -> bool:
        """A number without a unit counts where a magnitude, or an index that reaches it, says so."""
        after = text[quantity.end : quantity.end + 2]
        if quantity.magnitude:
            return not after or not after[0].isalnum() or after in {"台阶", "大关"}
        return head.rstrip().endswith(("指数达", "指数达到", "指数为", "得分", "指数")) and not after[:1].isalnum()


_HOLE = "\x00"


def _without_times(text: str, start: int, end: int, times: tuple[TimeMention, ...]) -> str:
    """The text with the times of a sentence blotted out, so that no label holds one; 从, 由 and the 到 of 增长到 stay."""
    for time in times:
        keeps = text[time.start] in "从由" or (text[time.start] in "到至" and text[time.start - 1 : time.start].isalpha())
        first = time.start + keeps
        if start <= first and time.end <= end:
            text = text[:first] + _HOLE * (time.end - first) + text[time.end :]
    return text


def _bare(text: str) -> str:
    return text.replace(_HOLE, "")


def _close_chains(bindings: list[Binding]) -> list[Binding]:
    """What the last member of a chain says for all: 6个世界级、9个区域级产业集群; 10个、30个左右."""
    out = list(bindings)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        if here.at == after.at or here.rule != after.rule or here.rule not in {"counted noun", "deed"}:
            continue
        if here.rule == "counted noun" and here.label.endswith("级") and "级" in after.label[:-1]:
            out[i] = replace(here, label=here.label + after.label.split("级", 1)[1])
        if (
            here.rule == "deed" and here.deed == after.deed and after.quantity.bound == "approx"
            and here.quantity.bound == "eq" and after.quantity.start == after.quantity.core and after.at == here.quantity.end
        ):
            out[i] = replace(here, quantity=replace(here.quantity, bound="approx"))
    return out
