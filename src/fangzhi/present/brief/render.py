"""A brief as Markdown, as a page and as a Word document."""

from collections.abc import Mapping
from html import escape
from io import BytesIO
from urllib.parse import quote

import docx
import docx.shared

from fangzhi.present.brief.charts import as_png, as_svg
from fangzhi.present.brief.draft import Brief, Chart, Citation, Line
from fangzhi.present.brief.phrases import load_phrases

_STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.6 system-ui,sans-serif}"
    "sup a{text-decoration:none}ol{font-size:.85rem;color:#444}"
    "figure{margin:1rem 0;overflow-x:auto}figcaption{font-size:.8rem}"
)
_INCHES = 6.0  # width of a chart in a Word document


def as_markdown(brief: Brief, pictures: Mapping[str, str] | None = None) -> str:
    """The brief in Markdown, sources as a numbered list at its end.

    ``pictures`` has the file of each chart by its key; without one a chart is left out, its figures stand in the text.
    """
    lines = [f"# {_escaped(brief.title)}", "", f"*{_escaped(brief.note)}*", ""]
    for section in brief.sections:
        lines += [f"## {section.heading}", ""]
        lines += [f"- {_escaped(line.text)} {_marks(brief, line)}" for line in section.lines] + [""]
        for chart in (chart for chart in brief.charts if chart.section == section.key):
            if pictures and chart.key in pictures:
                lines += [f"![{_escaped(chart.title)}]({quote(pictures[chart.key])}) {_chart_marks(brief, chart)}", ""]
    lines += [f"## {load_phrases(brief.language).say('sources')}", ""]
    lines += [f"{number}. {_escaped(_source(source))}" for number, source in enumerate(brief.sources, 1)]
    return "\n".join(lines) + "\n"


def as_html(brief: Brief) -> str:
    """The brief as one page without scripts; every mark leads to its sentence."""
    phrases = load_phrases(brief.language)
    parts = [f"<h1>{escape(brief.title)}</h1>", f"<p><em>{escape(brief.note)}</em></p>"]
    for section in brief.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2><ul>")
        parts += [f"<li>{escape(line.text)}<sup>{_links(brief, line)}</sup></li>" for line in section.lines] + ["</ul>"]
        parts += [
            f"<figure>{as_svg(chart, phrases)}<figcaption>{_links(brief, _cited(chart))}</figcaption></figure>"
            for chart in brief.charts
            if chart.section == section.key
        ]
    parts.append(f"<h2>{escape(load_phrases(brief.language).say('sources'))}</h2><ol>")
    parts += [f'<li id="s{number}">{escape(_source(source))}</li>' for number, source in enumerate(brief.sources, 1)]
    head = f'<meta charset="utf-8"><title>{escape(brief.title)}</title><style>{_STYLE}</style>'
    body = "\n".join([*parts, "</ol>"])
    return f'<!doctype html><html lang="{brief.language}"><head>{head}</head><body>\n{body}\n</body></html>\n'


def as_docx(brief: Brief) -> bytes:
    """The brief as a Word document; charts are left out where no font has their characters (``has_chinese_font``)."""
    document = docx.Document()
    document.add_heading(brief.title, 0)
    document.add_paragraph().add_run(brief.note).italic = True
    for section in brief.sections:
        document.add_heading(section.heading, 1)
        for line in section.lines:
            paragraph = document.add_paragraph(line.text, style="List Bullet")
            paragraph.add_run(_marks(brief, line)).font.superscript = True
        for chart in (chart for chart in brief.charts if chart.section == section.key):
            picture = as_png(chart, load_phrases(brief.language))
            if picture is not None:
                document.add_picture(BytesIO(picture), width=docx.shared.Inches(_INCHES))
                document.add_paragraph().add_run(_chart_marks(brief, chart)).font.superscript = True
    document.add_heading(load_phrases(brief.language).say("sources"), 1)
    for number, source in enumerate(brief.sources, 1):
        document.add_paragraph(f"[{number}] {_source(source)}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _links(brief: Brief, line: Line) -> str:
    return "".join(f'<a href="#s{number}">[{number}]</a>' for number in brief.numbers(line))


def _cited(chart: Chart) -> Line:
    return Line(chart.title, tuple(citation for row in chart.rows for citation in row.line.citations))


def _chart_marks(brief: Brief, chart: Chart) -> str:
    return _marks(brief, _cited(chart))


def _marks(brief: Brief, line: Line) -> str:
    return "".join(f"[{number}]" for number in brief.numbers(line))


def _source(source: Citation) -> str:
    day = f", {source.published}" if source.published else ""
    sentence = " ".join(source.sentence.split())
    return f"{source.title}{day}: 「{sentence}」"


def _escaped(text: str) -> str:
    for character in "\\`*_[]<>#":
        text = text.replace(character, f"\\{character}")
    return text
