"""Zip packages, as Word, Excel and OFD files are: members read in memory, within bounds."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from fangzhi.model.errors import InputError

MOST_MEMBERS = 20_000
MOST_BYTES = 300_000_000  # of all members together, unpacked
MOST_MEMBER_BYTES = 150_000_000
MOST_TIMES = 2_000  # how many times larger a member may become; a sheet of zeros becomes some hundred times larger
_SMALL = 1_000_000  # bytes below which nothing is suspicious
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 2_000
_BEFORE_MARKUP = b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"


class Package:
    """A zip file, as bytes or on the disk, whose members are read one by one.

    InputError for one that is damaged, locked or a bomb.
    """

    def __init__(self, data: bytes | Path, *, path: str) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, IndexError):
            raise InputError(f"{path}: a damaged zip package. Download it again.") from None
        if len(members) > MOST_MEMBERS:
            raise InputError(f"{path}: {len(members):,} members; at most {MOST_MEMBERS:,} are read. Split the archive.")
        # A damaged archive may have members without a name, for which is_dir has an exception of its own.
        self.members = [member for member in members if member.filename and not member.is_dir()]
        self.names = [member.filename for member in self.members]
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a member, no more of them than the bounds allow whatever its head says."""
        try:
            member = self._zip.getinfo(name)
            if member.flag_bits & 1:
                raise InputError(f"{self._path}: locked with a password. Save it without one.")
            most = min(MOST_MEMBER_BYTES, MOST_BYTES - self._read)
            with self._zip.open(member) as file:
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, KeyError):
            raise InputError(f"{self._path}: the member {name} is damaged or missing. Download it again.") from None
        if len(data) > most or (len(data) > _SMALL and len(data) > MOST_TIMES * max(member.compress_size, 1)):
            raise InputError(
                f"{self._path}: the member {name} unpacks to more than {most / 1e6:.0f} MB, or grows more than "
                f"{MOST_TIMES:,} times. Unpack it and give the documents themselves."
            )
        self._read += len(data)
        return data

    def xml(self, name: str) -> Any:  # noqa: ANN401  # lxml has no types
        """The root element of a member; one that declares entities is refused, so that none is expanded."""
        from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; for packages only

        data = self.read(name)
        if _DECLARES.search(data, 0, _HEAD) or b"<!ENTITY" in data:
            raise InputError(f"{self._path}: {name} declares entities, which no office program writes. Save it anew.")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise InputError(f"{self._path}: {name} is no XML that can be read. Save the file anew.") from None
        if root.getroottree().docinfo.doctype:  # in an encoding in which the bytes above are others
            raise InputError(f"{self._path}: {name} declares entities, which no office program writes. Save it anew.")
        return root

    def is_markup(self, name: str) -> bool:
        """Whether a member is XML: by its name, or by its first character whatever it is called."""
        return name.endswith((".xml", ".rels")) or self.read(name)[:99].lstrip(_BEFORE_MARKUP).startswith(b"<")
