"""Style sheet, scripts and icon, read or made once; a request names one of them and never reaches the file system."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from threading import Lock

from fangzhi import __version__

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_MAKING = Lock()


def content(name: str) -> tuple[bytes, str] | None:
    """The bytes and the content type of a file, None for an unknown name; what is made takes seconds the first time."""
    if name in _made():
        with _MAKING:
            return _make(name), _TYPES[".js"]
    return contents().get(name)


def make_ready() -> None:
    """Make what takes seconds before the first reader asks for it."""
    for name in _made():
        content(name)


@cache
def contents() -> dict[str, tuple[bytes, str]]:
    """Name -> (bytes, content type) of the files of the package."""
    folder = files("fangzhi.present.web") / "static"
    found = {}
    for entry in folder.iterdir():
        suffix = entry.name[entry.name.rfind(".") :]
        if suffix in _TYPES:
            found[entry.name] = (entry.read_bytes(), _TYPES[suffix])
    return found


@cache
def address(name: str) -> str:
    """The address of a file with its hash, so that browsers may keep it for good.

    >>> address("atlas.css").startswith("/static/atlas.css?v=")
    True
    """
    mark = _made()[name][0].encode() if name in _made() else contents()[name][0]
    return f"/static/{name}?v={sha256(mark).hexdigest()[:12]}"


@cache
def pages_version() -> str:
    """A short hash of everything but the atlas that a page is made of: style, script, templates and words."""
    digest = sha256()
    package = files("fangzhi.present.web")
    for folder in (package / "static", package / "templates"):
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            digest.update(entry.read_bytes())
    digest.update((package / "words.toml").read_bytes())
    for name in _made():
        digest.update(address(name).encode())
    digest.update(__version__.encode())
    return digest.hexdigest()[:8]


@cache
def _made() -> dict[str, tuple[str, Callable[[], str]]]:
    """The scripts that installed packages give: name -> (what changes when they do, how to make them)."""

    def specs() -> str:
        from fangzhi.present.web.chart_specs import specs_script  # noqa: PLC0415  # Altair loads for a second

        return specs_script()

    def vega() -> str:
        from fangzhi.present.web.chart_specs import vega_script  # noqa: PLC0415  # and only charts need it

        return vega_script()

    described = (files("fangzhi.present.web") / "chart_specs.py").read_text(encoding="utf-8")
    return {
        "chart-specs.js": (described + version("altair"), specs),
        "vega.js": (version("vl-convert-python"), vega),
    }


@cache
def _make(name: str) -> bytes:
    return _made()[name][1]().encode()
