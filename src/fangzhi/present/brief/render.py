"""A brief as Markdown, as a page and as a Word document."""

from html import escape
from io import BytesIO

import docx

from fangzhi.present.brief.draft import Brief, Citation, Line
from fangzhi.present.brief.phrases import load_phrases

_STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.6 system-ui,sans-serif}"
    "sup a{text-decoration:none}ol{font-size:.85rem;color:#444}"
)


def as_markdown(brief: Brief) -> str:
    """The brief in Markdown, sources as a numbered list at its end."""
    lines = [f"# {brief.title}", "", f"*{brief.note}*", ""]
    for section in brief.sections:
        lines += [f"## {section.heading}", ""]
        lines += [f"- {_escaped(line.text)} {_marks(brief, line)}" for line in section.lines] + [""]
    lines += [f"## {load_phrases(brief.language).say('sources')}", ""]
    lines += [f"{number}. {_escaped(_source(source))}" for number, source in enumerate(brief.sources, 1)]
    return "\n".join(lines) + "\n"


def as_html(brief: Brief) -> str:
    """The brief as one page without scripts; every mark leads to its sentence."""
    parts = [f"<h1>{escape(brief.title)}</h1>", f"<p><em>{escape(brief.note)}</em></p>"]
    for section in brief.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2><ul>")
        for line in section.lines:
            marks = "".join(f'<a href="#s{number}">[{number}]</a>' for number in brief.numbers(line))
            parts.append(f"<li>{escape(line.text)}<sup>{marks}</sup></li>")
        parts.append("</ul>")
    parts.append(f"<h2>{escape(load_phrases(brief.language).say('sources'))}</h2><ol>")
    parts += [f'<li id="s{number}">{escape(_source(source))}</li>' for number, source in enumerate(brief.sources, 1)]
    head = f'<meta charset="utf-8"><title>{escape(brief.title)}</title><style>{_STYLE}</style>'
    body = "\n".join([*parts, "</ol>"])
    return f'<!doctype html><html lang="{brief.language}"><head>{head}</head><body>\n{body}\n</body></html>\n'


def as_docx(brief: Brief) -> bytes:
    """The brief as a Word document."""
    document = docx.Document()
    document.add_heading(brief.title, 0)
    document.add_paragraph().add_run(brief.note).italic = True
    for section in brief.sections:
        document.add_heading(section.heading, 1)
        for line in section.lines:
            paragraph = document.add_paragraph(line.text, style="List Bullet")
            paragraph.add_run(_marks(brief, line)).font.superscript = True
    document.add_heading(load_phrases(brief.language).say("sources"), 1)
    for number, source in enumerate(brief.sources, 1):
        document.add_paragraph(f"[{number}] {_source(source)}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


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
