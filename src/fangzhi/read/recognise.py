"""Pages that are pictures: their words recognised by rapidocr, which the extra ``fangzhi[ocr]`` installs."""

import functools
import logging
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from fangzhi.model.errors import InputError
from fangzhi.read.pages import Line, PageLines, lines_of

MOST_SCANS = 300  # pages of one document; a page takes a second or more
_RESOLUTION = 200  # dots an inch, at which the letters of a letter-size page are some 35 dots high
_LARGEST = 4_000  # dots of the longer side
_SURE = 0.6  # below it what was recognised is left out


@functools.cache
def recogniser() -> Any:  # noqa: ANN401  # rapidocr is not installed everywhere
    """The engine with its models, which lie in its package; None where the extra is not installed."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        return None
    from rapidocr import RapidOCR  # noqa: PLC0415  # an extra, and slow to load

    engine = RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return engine


def page_lines(engine: Any, document: Any, numbers: Sequence[int], path: str) -> dict[int, PageLines]:  # noqa: ANN401  # as above
    """The recognised lines of the given pages of a pdfium document, from the upper left corner, in dots."""
    if len(numbers) > MOST_SCANS:
        raise InputError(f"{path}: {len(numbers)} scanned pages; at most {MOST_SCANS} are recognised. Split it.")
    return {number: _page(engine, document[number]) for number in numbers}


def _page(engine: Any, page: Any) -> PageLines:  # noqa: ANN401  # as above
    width, height = page.get_size()
    scale = min(_RESOLUTION / 72, _LARGEST / max(width, height, 1))
    image = page.render(scale=scale).to_numpy()
    page.close()
    found = engine(image)
    words = [] if found.boxes is None else list(zip(found.boxes, found.txts, found.scores, strict=True))
    boxes = [
        Line(text, *_span(box[:, 0]), *_span(box[:, 1]))
        for box, text, score in words
        if score >= _SURE and text.strip()
    ]
    return PageLines(float(image.shape[0]), tuple(lines_of(boxes)))


def _span(values: Any) -> tuple[float, float]:  # noqa: ANN401  # a numpy array
    return float(values.min()), float(values.max())
