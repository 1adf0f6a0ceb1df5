"""A cited summary of a region, every number checked against the store before it is given out."""

from fangzhi.present.brief.charts import as_png, as_svg, has_chinese_font
from fangzhi.present.brief.draft import Brief
from fangzhi.present.brief.make import make_brief
from fangzhi.present.brief.render import as_docx, as_html, as_markdown

__all__ = ["Brief", "as_docx", "as_html", "as_markdown", "as_png", "as_svg", "has_chinese_font", "make_brief"]
