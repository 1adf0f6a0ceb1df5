"""A text cut into pieces so that every fact can be marked, also where facts overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fangzhi.store.pages import Place


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one paragraph under the same facts, the shortest fact first; ``anchors`` begin here."""

    text: str
    facts: tuple[Place, ...] = ()
    anchors: tuple[str, ...] = ()


Paragraph = tuple[Piece, ...]


def marked(text: str, places: Sequence[Place]) -> tuple[Paragraph, ...]:
    """Cut ``text`` at line breaks and at both ends of every fact; joined again the pieces are the lines of the text.

    Each fact is the anchor of exactly one piece: the first that it covers.
    """
    inside = [place for place in places if 0 <= place.span_start < place.span_end <= len(text)]
    starts: dict[int, list[Place]] = {}
    for place in inside:
        starts.setdefault(place.span_start, []).append(place)
    cuts = {0, len(text)}
    cuts.update(place.span_start for place in inside)
    cuts.update(place.span_end for place in inside)
    for at, character in enumerate(text):
        if character == "\n":
            cuts.update((at, at + 1))
    return _paragraphs(text, sorted(cuts), starts)


def _paragraphs(text: str, cuts: list[int], starts: dict[int, list[Place]]) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    pieces: list[Piece] = []
    open_facts: list[Place] = []
    waiting: list[str] = []  # facts that begin at a line break are anchored behind it
    for start, end in pairwise(cuts):
        open_facts = [place for place in open_facts if place.span_end > start]
        open_facts += starts.get(start, [])
        waiting += [place.fact_id for place in starts.get(start, [])]
        if text[start:end] == "\n":
            paragraphs.append(tuple(pieces))
            pieces = []
            continue
        covering = sorted(open_facts, key=lambda place: (place.span_end - place.span_start, place.fact_id))
        pieces.append(Piece(text[start:end], tuple(covering), tuple(waiting)))
        waiting = []
    paragraphs.append(tuple(pieces))
    return tuple(paragraph for paragraph in paragraphs if any(piece.text.strip() for piece in paragraph))
