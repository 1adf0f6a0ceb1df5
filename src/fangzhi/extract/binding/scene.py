"""One number in its clause, and what is remembered of the sentence so far."""

import re
from dataclasses import dataclass
from typing import Final

from fangzhi.extract.binding.set_words import Sets
from fangzhi.extract.coordination import Coordination
from fangzhi.extract.labels import Labels
from fangzhi.extract.nouns import Nouns
from fangzhi.extract.places import Place
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.times import TimeMention
from fangzhi.extract.topics import measure_after, topic
from fangzhi.model.facts import Measure

SPEEDS: Final = frozenset({"增速", "增幅", "涨幅"})  # heads that speak of the growth of something told before
_KEPT: Final = 6  # labels that are remembered
JOINTS: Final = "、和与及,， "


class Binding:
    """A number with its label; a plain class with slots, for there are thousands.

    ``rule`` names how the label was found, ``at`` where its clause begins. ``acted`` is whether deeds of a
    period are counted rather than what stands at its end; ``earlier`` marks A in «从A提高到B»; ``expected`` is
    whether the clause says that it is a goal; ``place`` is set where it names its area, ``when`` where it names
    one of several times for each of several figures.
    """

    __slots__ = (
        "acted",
        "at",
        "carried",
        "cumulative",
        "deed",
        "earlier",
        "expected",
        "holder",
        "label",
        "measure",
        "place",
        "quantity",
        "rule",
        "sign",
        "verbs",
        "when",
    )

    def __init__(  # noqa: PLR0913, PLR0917  # a value: its fields in the order in which rules tell them
        self,
        quantity: Quantity,
        label: str,
        measure: Measure,
        sign: int,
        rule: str,
        at: int,
        deed: str | None = None,
        carried: bool = False,
        cumulative: bool = False,
        earlier: bool = False,
        verbs: tuple[str, ...] = (),
        acted: bool = False,
        expected: bool = False,
        place: Place | None = None,
        when: TimeMention | None = None,
    ) -> None:
        self.quantity = quantity
        self.label = label
        self.measure = measure
        self.sign = sign
        self.rule = rule
        self.at = at
        self.deed = deed
        self.carried = carried
        self.cumulative = cumulative
        self.earlier = earlier
        self.verbs = verbs
        self.acted = acted
        self.expected = expected
        self.place = place
        self.when = when
        self.holder = ""  # the set of things that the sentence speaks of behind this figure

    def of(self, place: Place) -> "Binding":
        """The same figure, told of an area."""
        return self._with(self.quantity, place)

    def counting(self, quantity: Quantity) -> "Binding":
        """Another count of the same things."""
        return self._with(quantity, self.place)

    def _with(self, quantity: Quantity, place: Place | None) -> "Binding":
        return Binding(
            quantity,
            self.label,
            self.measure,
            self.sign,
            self.rule,
            self.at,
            self.deed,
            self.carried,
            self.cumulative,
            self.earlier,
            self.verbs,
            self.acted,
            self.expected,
            place,
            self.when,
        )


class Memory:
    """What is remembered while a sentence is read from left to right."""

    __slots__ = (
        "_passed",
        "_subject",
        "_words",
        "acted",
        "clause",
        "clause_labels",
        "consumed",
        "contributor",
        "counted",
        "deed",
        "deed_clause",
        "growing",
        "happened",
        "heading",
        "holder",
        "holder_clause",
        "holds_projects",
        "labels",
        "last_unit",
        "measured",
        "organ",
        "organ_clause",
        "parted",
        "predicate",
        "share",
        "skipped",
        "stated",
        "told",
        "unit",
        "whole",
    )

    def __init__(self, words: Labels, subject: str = "", holder: str = "", before: str = "") -> None:
        self._words = words
        self._subject = subject
        self._passed: list[str] = []
        self.labels: list[str] = []
        self.clause_labels: list[str] = []
        self.clause = -1
        self.share = ""
        self.stated: list[str] = []
        self.told: list[str] = []  # the labels of the sentence, the last ones
        self.skipped = ""  # the clause without numbers that stands before this one
        self.deed: str | None = None
        self.deed_clause = -1
        self.consumed = -1
        self.unit = ""
        self.last_unit = ""
        self.acted = False
        self.growing = False  # whether the figure before is a rate of growth
        self.happened = False  # what was told last is a count of things that something happened to: 12条产业链强链补链
        self.predicate = ""  # what is said of the things counted last: 入选…
        self.counted = ""  # the things counted last
        self.organ = ("", "")  # the body that opens the clause, and what it does
        self.organ_clause = -1
        self.heading = ""  # the measure that opens a list of bare names: 主要产品产量：…
        self.measured = ""  # the measure of a whole, whose branches may be told next
        self.parted = False  # whether they are: 其中, 分门类看
        self.whole: tuple[list[str], str] | None = None  # labels and subject before 其中 told of a part
        self.contributor = ("", "")  # who contributes shares, and of what whole
        self.holder = holder  # the set of things whose figures are told: 10个开发区
        self.holder_clause = -1
        self.holds_projects = False  # whether only the sums of projects are told of them
        if before:
            self.pass_over(before)

    @property
    def subject(self) -> str:
        """What was spoken of last; found in the clauses passed over only when a number asks for it."""
        while self._passed:
            if found := topic(self._words, bare(self._passed.pop())):
                self._subject = found
                self._passed.clear()
        return self._subject

    def near_subject(self) -> str:
        """What was spoken of last, looked for no further back than in the clause before."""
        return topic(self._words, bare(self._passed[-1])) if self._passed else self._subject

    def owner_of_all(self, clause: int) -> str:
        """What a head is of behind several parts: 装机…，其中风电…、光伏…，发电量…; empty without parts."""
        several = self.whole is not None and clause != self.clause and len(self.clause_labels) > 1
        return self.whole[1] if several and self.whole is not None else ""

    def part(self, head: str) -> None:
        """Remember what was told before a part of it is (其中): it is spoken of again behind a semicolon."""
        if _AMONG not in head:
            return
        self.parted = True
        if self.whole is None and self.labels:
            self.whole = (self.labels, self.subject)

    def new_segment(self) -> None:
        """A semicolon: what was said of a part ends here."""
        self.stated.clear()
        if self.whole is not None:
            self.labels, self._subject = self.whole
            self.clause_labels = self.labels
            self.whole = None
            self.release()

    def pass_over(self, clause: str) -> None:
        """Remember a clause without numbers."""
        self._passed.append(clause)
        if "产量" in clause and _OF_PRODUCTS.search(clause) is not None:
            self.heading = "产量"

    def hold(self, holder: str, clause: int, projects: bool = False) -> None:
        """Remember a set of things whose figures may follow."""
        self.holder, self.holder_clause, self.holds_projects = holder, clause, projects

    def release(self) -> None:
        """Forget the set: the text speaks of something else."""
        self.holder = ""

    def note(self, last: Binding) -> None:
        """Remember unit and kind of the figure just bound, for what is said of it next."""
        self.last_unit = last.quantity.unit
        if last.measure == "level":
            self.unit = last.quantity.unit
            if last.label not in self.stated:
                self.stated.append(last.label)
        self.acted = last.acted
        self.growing = last.measure in {"growth", "cagr"}

    def tell(self, labels: list[str], subject: str, clause: int) -> None:
        """Remember the labels just bound and the thing they speak of."""
        self.clause_labels = [*self.clause_labels, *labels] if clause == self.clause else labels
        self.clause = clause
        self.labels = labels
        self.measured = measure_after(self._words, labels[-1], self.measured) if labels else self.measured
        self.told = [*self.told[-_KEPT:], *labels]
        self.skipped = ""
        self._subject = subject
        self._passed.clear()
        self.share = ""
        self.happened = False


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary that binding needs, built once."""

    labels: Labels
    nouns: Nouns
    coordination: Coordination
    sets: Sets
    not_counted: tuple[str, ...]


class Scene:
    """A run of numbers and the words around it; a plain class, as above.

    ``text`` is the sentence with a little of what stands around it, ``offset`` where in the document it begins; all
    other positions are those of the document. ``quantity`` is the first number of the run, ``following`` the words
    behind it, to the end of its clause.

    ``head`` is what stands before the first number since ``left`` (a mark, or the end of the number before);
    ``following`` what stands behind it to the end of the clause, ``stop`` where a counted noun must end.
    ``noun_follows`` is whether a word that is no verb of change stands directly behind, ``number_follows`` whether
    the next number of the clause closes the words behind, ``after`` the number behind the run; ``places`` are the areas
    that the clause opens with, or that the sentence spoke of last, ``times`` are times in a row, as many as numbers.
    """

    __slots__ = (
        "after",
        "clause",
        "clause_end",
        "following",
        "head",
        "left",
        "noun_follows",
        "number_follows",
        "of_each",
        "offset",
        "places",
        "quantities",
        "quantity",
        "stop",
        "text",
        "times",
    )

    def __init__(  # noqa: PLR0913, PLR0917  # a value: its fields in the order of the docstring
        self,
        text: str,
        offset: int,
        left: int,
        clause: int,
        clause_end: int,
        stop: int,
        head: str,
        following: str,
        quantity: Quantity,
        quantities: tuple[Quantity, ...],
        noun_follows: bool,
        number_follows: bool,
        after: Quantity | None,
    ) -> None:
        self.text = text
        self.offset = offset
        self.left = left
        self.clause = clause
        self.clause_end = clause_end
        self.stop = stop
        self.head = head
        self.following = following
        self.quantity = quantity
        self.quantities = quantities
        self.noun_follows = noun_follows
        self.number_follows = number_follows
        self.after = after
        self.places: tuple[Place, ...] = ()
        self.times: tuple[TimeMention, ...] = ()
        self.of_each = False

    def between(self, start: int, end: int) -> str:
        """What stands between two places, without the times."""
        return bare(self.text[start - self.offset : end - self.offset])


_AMONG: Final = "其中"
HOLE: Final = "\x00"
_OF_PRODUCTS: Final = re.compile("(?:产品|农作物)产量")


def bare(text: str) -> str:
    """Text without the holes that stand for times."""
    return text.replace(HOLE, "") if HOLE in text else text


def has_words(label: str) -> bool:
    """Whether a label is more than marks."""
    return label.isalnum() or any(character.isalnum() for character in label)
