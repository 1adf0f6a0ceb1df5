"""The rows of the charts that a reader can move in, and the drawing that stands there without a script."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LiveChart:
    """A chart of ``chart_specs``: its rows by data set, the titles of its axes, an SVG for readers without script.

    A row's ``told`` is shown beside the pointer, its ``href`` is where a click leads.
    """

    name: str
    label: str
    sets: Mapping[str, Sequence[Mapping[str, object]]]
    titles: Mapping[str, str] = field(default_factory=dict)
    svg: str = ""

    def data(self) -> str:
        r"""What charts.js reads, as JSON that can stand inside a script element: no < or & in it.

        >>> LiveChart("lines", "x", {"rows": [{"name": "</script>"}]}).data()
        '{"sets":{"rows":[{"name":"\\u003c/script\\u003e"}]},"titles":{}}'
        """
        text = json.dumps({"sets": self.sets, "titles": self.titles}, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
