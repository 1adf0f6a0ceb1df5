"""What a sentence may take for granted of time, status and place."""

from typing import NamedTuple

from fangzhi.extract.places import Place
from fangzhi.model.facts import Status
from fangzhi.model.period import Period


class Frame(NamedTuple):
    """The period, status and place that hold for a sentence unless it says otherwise.

    ``said`` is whether the text gave the period; else it follows from the publication date. ``years`` is the run of
    years that the section tells of, where a sentence speaks of one year of it.
    """

    period: Period | None
    spans_years: bool
    status: Status
    place: Place
    said: bool = False
    years: Period | None = None
