"""``fangzhi brief``: a cited summary of a region."""

import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, LexiconFolder
from fangzhi.present.cli.report import complain, say

if TYPE_CHECKING:
    from fangzhi.present.brief import Brief

EXAMPLES = (
    "fangzhi brief 自贡",
    "fangzhi brief Jiangsu --lang en -o jiangsu.html",
    "fangzhi brief 四川 --polish http://localhost:8080/v1 --polish-model qwen3",
)


class BriefLanguage(StrEnum):
    """The language of a brief."""

    ZH = "zh"
    EN = "en"


def brief(
    region: Annotated[str, typer.Argument(metavar="REGION", help="Name, short or long, Chinese or pinyin, or code.")],
    lang: Annotated[BriefLanguage, typer.Option("--lang", help="Language of the brief.")] = BriefLanguage.ZH,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=".md, .html or .docx.", show_default="terminal"),
    ] = None,
    polish: Annotated[
        str | None,
        typer.Option("--polish", metavar="URL", help="Your OpenAI-compatible endpoint; asked for better words only."),
    ] = None,
    polish_model: Annotated[str, typer.Option("--polish-model", metavar="NAME", help="Its model.")] = "default",
    polish_seconds: Annotated[
        float, typer.Option("--polish-seconds", min=0.1, metavar="N", help="How long one answer may take.")
    ] = 120.0,
    atlas: AtlasOption = DEFAULT_ATLAS,
    lexicon: LexiconFolder = None,
) -> int:
    """Write a cited summary of a region.

    Economy, industrial system, industries, innovation, projects, policy, targets and outlook, each statement with its
    sentence. A brief with a number that no fact has is not written.

    Nothing leaves this machine unless --polish names an endpoint: then the lines go there, without the sentences, with
    the key in FANGZHI_POLISH_KEY if it is set. An answer in which a number, name or citation changed is refused.
    """
    from fangzhi.model.errors import InputError
    from fangzhi.present.brief import as_markdown, has_chinese_font, make_brief
    from fangzhi.store.atlas import Atlas

    kind = output.suffix.lower() if output else ".md"
    if kind not in {".md", ".html", ".docx"}:
        raise InputError(f"{output}: a brief is written as .md, .html or .docx; give the file one of these names")
    with Atlas(atlas, lexicon=lexicon) as opened:
        made = make_brief(opened, region, lang.value)
        if polish is not None:
            from fangzhi.present.brief.endpoint import KEY_VARIABLE, Endpoint
            from fangzhi.present.brief.polish import polish as polished

            key = os.environ.get(KEY_VARIABLE, "").strip()
            made = polished(opened, made, Endpoint(polish, polish_model, key, polish_seconds))
    if output is None:
        sys.stdout.write(as_markdown(made))
        return 0
    try:
        for path, content in _files(made, output, kind):
            path.write_bytes(content)
            say(str(path))
    except OSError as error:
        raise InputError(f"{output} cannot be written ({error.strerror}); give another -o") from None
    if kind == ".docx" and made.charts and not has_chinese_font():
        complain("the charts were left out: no font with Chinese characters is installed; install Noto Sans CJK")
    return 0


def _files(made: "Brief", output: Path, kind: str) -> Iterator[tuple[Path, bytes]]:
    """The file of a brief, and in Markdown the drawings beside it."""
    from fangzhi.present.brief import as_docx, as_html, as_markdown, as_svg
    from fangzhi.present.brief.phrases import load_phrases

    if kind == ".docx":
        yield output, as_docx(made)
    elif kind == ".html":
        yield output, as_html(made).encode("utf-8")
    else:
        pictures = {chart.key: f"{output.stem}-{chart.key}.svg" for chart in made.charts}
        yield output, as_markdown(made, pictures).encode("utf-8")
        for chart in made.charts:
            yield output.with_name(pictures[chart.key]), as_svg(chart, load_phrases(made.language)).encode("utf-8")
