"""Which number of a sentence is about what: labels, measures, lists, chains.

Works on one sentence and knows nothing of periods, places or the catalogue.
"""

import re
from dataclasses import dataclass, replace

from fangzhi.extract.coordination import Coordination
from fangzhi.extract.labels import Labels, Tail
from fangzhi.extract.quantities import Quantity
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.facts import Measure

_CLAUSE = re.compile(r"[，；：。！？,;:!?\n]")
_LIST = frozenset({"、", "和", "与", "及", "以及", "和约", "、约", "、近", "和近"})
_JOIN = "、和与及,， "
_QUALIFIED = re.compile(r"^(?:的|级|以上的|以下的|规模)?[^，；。、]{0,24}?(?:项目|工程|机组|电站|基地|生产线|企业|园区|集群|产业|线路|装置|设备|船|舰|客机|口径|县|乡镇|单位|主体)")
_VERB_AFTER = re.compile(r"^(?:实施|支持|用于|投入|建设|设立|组建|开展|推动|连片|台阶|大关|关口|门槛|整数|目标|的目标|的台阶)")
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


@dataclass(slots=True)
class _Reader:
    """What is remembered while a sentence is read from left to right."""

    labels: list[str]
    subject: str = ""
    deed: str | None = None
    rule: str = ""
    deed_clause: int = -1


class Binder:
    """Binds the numbers of a sentence to labels."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._labels = Labels(lexicon.cues)
        self._coordination = Coordination(lexicon.cues)
        self._not_counted = lexicon.cues.words("not_counted", "nouns")

    def bind(self, text: str, start: int, end: int, quantities: list[Quantity]) -> tuple[list[Binding], list[Quantity]]:
        """The bindings of a sentence in order, and the numbers that were not understood."""
        bindings: list[Binding] = []
        unread: list[Quantity] = []
        clauses = [start, *(m.end() for m in _CLAUSE.finditer(text, start, end))]
        reader = _Reader([])
        i = 0
        while i < len(quantities):
            quantity = quantities[i]
            previous_end = quantities[i - 1].end if i else start
            clause = max(c for c in clauses if c <= quantity.start)
            left = max(previous_end, clause)
            run = self._run(text, quantities, i)
            bound = self._bind_run(text, left, clause, end, quantities, i, run, reader, clauses)
            if bound is None:
                unread += [q for q in quantities[i : i + run] if q.form != "bare"]
            else:
                bindings += bound
            i += run
        return bindings, unread

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
        head = text[left : quantity.start]
        if quantity.form == "rank":
            return self._ranks(text, left, clause, quantities[i : i + run], head, reader)
        if quantity.form == "bare" and not self._bare_is_meant(text, quantity, head):
            return None
        if quantity.form == "ratio":
            return self._ratio(quantities[i : i + run], left)
        after = text[quantity.end : quantity.end + 1]
        if clause > left and not head.strip():
            left = clause
        stop = self._stop(text, quantity.end, end, quantities, i, clauses)
        if quantity.counter and self._noun_follows(after) and run == 1:
            return self._counted(text, left, clause, stop, quantity, head, reader)
        if not quantity.counter and self._noun_follows(after) and quantity.unit not in {"%", "倍", "个百分点"}:
            following = text[quantity.end : stop]
            if not _VERB_AFTER.match(following) and (_QUALIFIED.match(following) or not head.strip(_JOIN)):
                return None
        if quantity.unit == "%" and (share := self._share(head, left, quantities[i : i + run], reader)) is not None:
            return share
        tail = self._labels.cut_tail(head)
        stem = tail.stem
        if tail.has("distributive") or run > 1:
            return self._distributed(text, clause, left, quantities[i : i + run], tail, reader)
        return self._single(quantity, tail, stem, left, clause, reader)

    def _single(
        self, quantity: Quantity, tail: Tail, stem: str, left: int, clause: int, reader: _Reader
    ) -> list[Binding] | None:
        label, deed = self._labels.clean(stem)
        listed = stem.lstrip()[:1] in _JOIN and reader.deed_clause == clause and reader.rule == "listed"
        if deed is None and listed and not tail.verbs:
            deed = reader.deed
        rule = "stated"
        carried = False
        if not label and reader.labels:
            label, carried, rule = reader.labels[-1], True, "carried subject"
        elif label in self._labels.elliptical and reader.subject:
            label, carried, rule = reader.subject + label, True, "carried head"
        if not label:
            return None
        measure, sign = self._measure(quantity, tail, deed)
        if deed and not carried:
            reader.deed, reader.deed_clause, reader.rule = deed, clause, "listed"
            rule = "deed"
        elif not listed:
            reader.deed = None
        if not carried:
            reader.labels = [label]
            reader.subject = self._subject(label)
        elif rule == "carried head":
            reader.labels = [label]
        return [
            Binding(
                quantity, label, measure, sign, rule, left, deed, carried, tail.has("average") or "累计" in stem,
                earlier=tail.verbs[:1] == ("from",), verbs=tail.verbs,
            )
        ]

    def _measure(self, quantity: Quantity, tail: Tail, deed: str | None) -> tuple[Measure, int]:
        """What kind of figure it is, and the sign that its verb gives it."""
        verbs = tail.verbs
        down = "growth_down" in verbs or "less" in verbs
        sign = -1 if down else 1
        moving = any(v in verbs for v in ("growth_up", "growth_down", "more", "less"))
        reaching = bool(verbs) and verbs[0] == "reach" and not any(v in verbs for v in ("growth_up", "growth_down"))
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
        if "added" in verbs or (deed == "added" and not reaching):
            return "change", 1
        if moving and not reaching:
            return "change", sign
        return "level", 1

    def _subject(self, label: str) -> str:
        """The thing of a label without its metric, to which a bare head such as 总额 may return."""
        for head in sorted(self._labels.elliptical, key=len, reverse=True):
            if label.endswith(head) and len(label) > len(head):
                return label[: -len(head)]
        return label

    def _counted(
        self, text: str, left: int, clause: int, stop: int, quantity: Quantity, head: str, reader: _Reader
    ) -> list[Binding] | None:
        """«打造40个…集群», «8家企业获评…»: the noun stands behind the number."""
        noun, predicate = self._labels.noun_after(text, quantity.end, stop)
        noun = self._cut_noun(noun)
        if noun.startswith(self._not_counted) or not noun:
            return None
        rest, deed = self._labels.cut_deed(head.rstrip())
        listed = head.strip()[:1] in _JOIN and reader.deed_clause == clause
        if deed is None and listed and len(head.strip()) <= 2:
            deed = reader.deed
        label, _ = self._labels.clean(noun)
        label = label or noun
        if predicate:
            label = predicate.rstrip("、，") + label
        if deed:
            reader.deed, reader.deed_clause, reader.rule = deed, clause, "listed"
        reader.labels = [label]
        reader.subject = label
        measure: Measure = "change" if deed == "added" else "level"
        return [
            Binding(
                quantity, label, measure, 1, "counted noun", left, deed or ("done" if predicate or rest != head else None),
                False, "累计" in rest,
            )
        ]

    def _cut_noun(self, noun: str) -> str:
        """End a counted noun at the first list mark that follows a head noun."""
        for at, character in enumerate(noun):
            if character in "和与及、" and at and self._labels.ends_with_head(noun[:at]):
                return noun[:at]
        for tail in ("建设", "等"):
            if noun.endswith(tail) and len(noun) > len(tail) + 2:
                noun = noun[: -len(tail)]
        return noun

    def _stop(
        self, text: str, at: int, end: int, quantities: list[Quantity], i: int, clauses: list[int]
    ) -> int:
        """Where the words that may belong to a counted noun end: the clause, or the mark before the next number."""
        stop = min([c - 1 for c in clauses if c > at] or [end])
        if i + 1 < len(quantities) and quantities[i + 1].start < stop:
            cut = max(text.rfind(mark, at, quantities[i + 1].start) for mark in "、和")
            stop = cut if cut > at else quantities[i + 1].start
        while stop > at and text[stop - 1] in "。！？，；：、!?;: ）)":
            stop -= 1
        return stop

    def _noun_follows(self, after: str) -> bool:
        return bool(after) and (after.isalnum() or after in "“《‘")

    def _share(
        self, head: str, left: int, quantities: list[Quantity], reader: _Reader
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
        subject, deed = self._labels.clean(match["subject"])
        carried = False
        if not subject:
            if not reader.labels:
                return None
            subject, carried = reader.labels[-1], True
        elif subject in self._labels.elliptical and reader.subject:
            subject, carried = reader.subject + subject, True
        label = f"{subject}占{of}比重" if of else f"{subject}占比"
        if not carried:
            reader.labels = [subject]
            reader.subject = self._subject(subject)
        return [Binding(quantities[0], label, "level", 1, "share", left, None, carried)]

    def _distributed(
        self, text: str, clause: int, left: int, quantities: list[Quantity], tail: Tail, reader: _Reader
    ) -> list[Binding] | None:
        """Values to their own subjects; nothing where the numbers of both differ."""
        stem, deed = self._labels.clean(tail.stem)
        count = len(quantities)
        carried = False
        if stem:
            subjects = self._coordination.split(stem, count)
            if subjects is None and count == 1:
                subjects = [stem]
        elif len(reader.labels) == count:
            subjects, carried = list(reader.labels), True
        else:
            subjects = None
        if subjects is None:
            return None
        subjects = [self._labels.clean(s)[0] or s for s in subjects]
        shared = self._close_list(quantities)
        out = []
        for quantity, subject in zip(shared, subjects, strict=True):
            measure, sign = self._measure(quantity, tail, deed)
            label = subject
            if subject in self._labels.elliptical and reader.subject:
                label = reader.subject + subject
            if quantity.unit == "%" and measure == "level" and "占" in label and not label.endswith(("比重", "比例", "比")):
                label += "比重"
            out.append(Binding(quantity, label, measure, sign, "respectively", left, deed, carried, tail.has("average"), verbs=tail.verbs))
        reader.labels = [b.label for b in out]
        reader.subject = self._subject(out[-1].label)
        return out

    def _close_list(self, quantities: list[Quantity]) -> list[Quantity]:
        """One bound word may close a list: «分别增长4.5%、5.5%左右» holds for both."""
        last = quantities[-1]
        if last.bound in {"eq"} or last.start != last.core:
            return quantities
        return [replace(q, bound=last.bound) if q.bound == "eq" else q for q in quantities]

    def _ranks(
        self, text: str, left: int, clause: int, quantities: list[Quantity], head: str, reader: _Reader
    ) -> list[Binding] | None:
        stem = self._labels.cut_rank_tail(head)
        label, _ = self._labels.clean(stem)
        each = any(mark in head for mark in ("均", "都", "双双", "分别"))
        subjects: list[str] | None
        if not label:
            if not reader.labels:
                return None
            subjects = list(reader.labels) if each else reader.labels[-1:]
            carried = True
        else:
            carried = label in self._labels.elliptical and bool(reader.subject)
            if carried:
                label = reader.subject + label
            subjects = [label]
            if each or len(quantities) > 1:
                subjects = self._coordination.split(label, max(len(quantities), label.count("、") + 1)) or [label]
            reader.labels = subjects
            reader.subject = self._subject(subjects[-1])
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
            return not after or not self._noun_follows(after[0]) or after in {"台阶", "大关"}
        return head.rstrip().endswith(("指数达", "指数达到", "指数为", "得分", "指数")) and not self._noun_follows(after[:1])
