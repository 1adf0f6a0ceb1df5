"""Style sheet, script and icon, read once; a request names one of them and never reaches the file system."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from fangzhi import __version__

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def contents() -> dict[str, tuple[bytes, str]]:
    """Name -> (bytes, content type)."""
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
    return f"/static/{name}?v={sha256(contents()[name][0]).hexdigest()[:12]}"


@cache
def pages_version() -> str:
    """A short hash of everything but the atlas that a page is made of: style, script, templates and words."""
    digest = sha256()
    package = files("fangzhi.present.web")
    for folder in (package / "static", package / "templates"):
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            digest.update(entry.read_bytes())
    digest.update((package / "words.toml").read_bytes())
    digest.update(__version__.encode())
    return digest.hexdigest()[:8]
