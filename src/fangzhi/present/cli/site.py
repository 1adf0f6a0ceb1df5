"""``fangzhi site``: the pages of an atlas as files."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, LexiconFolder
from fangzhi.present.cli.report import say

EXAMPLES = ("fangzhi site pages", "fangzhi site pages --atlas atlas.duckdb")


def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write into: empty, new, or an older site.")],
    atlas: AtlasOption = DEFAULT_ATLAS,
    lexicon: LexiconFolder = None,
) -> int:
    """Write the pages as files that need no server.

    Search finds names only; everything else is as in the atlas that is served.
    """
    from fangzhi.lexicon.load import load_lexicon
    from fangzhi.present.cli.progress import shown_count
    from fangzhi.present.site import write_site

    with shown_count(sys.stderr, "writing") as progress:
        written = write_site(atlas, folder, lexicon=load_lexicon(lexicon) if lexicon else None, progress=progress)
    say(f"{written.files} files written; open {written.first}")
    return 0
