"""What is kept of the vocabulary for the next process: the same as made anew, and never trusted for being there."""

import os
import pickle
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from fangzhi.lexicon import kept as kept_module
from fangzhi.lexicon import load
from fangzhi.lexicon.kept import kept
from fangzhi.lexicon.units import Units, load_units
from fangzhi.model.cache_folder import cache_folder
from fangzhi.model.errors import LexiconError


class Maker:
    """Makes units, and counts how often it was asked."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> Units:
        """The units of our file."""
        self.calls += 1
        return load_units()


class Spy:
    """What a foreign file could ask for: an order of the system that leaves a trace."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.trace),)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of our own, empty."""
    monkeypatch.setenv("FANGZHI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def the_file(cache: Path) -> Path:
    """The one file that is kept."""
    [path] = cache.iterdir()
    return path


def same(one: object, two: object) -> bool:
    """Whether two values are alike field by field; those that are compared by identity too."""
    if is_dataclass(one) and type(one) is type(two):
        return all(same(getattr(one, field.name), getattr(two, field.name)) for field in fields(one))
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        return list(one) == list(two) and all(same(one[key], two[key]) for key in one)
    if isinstance(one, (list, tuple)) and type(one) is type(two):
        return len(one) == len(two) and all(map(same, one, two))
    return one == two


def test_the_second_process_reads_what_the_first_made(cache: Path) -> None:
    make = Maker()
    assert same(kept("data", make), kept("data", make))
    assert make.calls == 1
    assert the_file(cache).stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_the_whole_vocabulary_comes_back_as_it_was_made(cache: Path) -> None:
    made, read = load._load.__wrapped__(None), load._load.__wrapped__(None)
    assert the_file(cache).exists()
    assert made is not read
    assert same(made, read)
    assert read.indicators.regions is read.regions  # one register, as when made: 3,000 areas are not there twice
    assert read.indicators.match("四川省粮食产量", unit="吨", measure="level") == made.indicators.match(
        "四川省粮食产量", unit="吨", measure="level"
    )


def test_other_data_is_made_anew(cache: Path) -> None:
    make = Maker()
    kept("data", make)
    kept("other data", make)
    assert make.calls == 2
    assert len(list(cache.iterdir())) == 2


@pytest.mark.usefixtures("cache")
def test_a_changed_file_of_a_user_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    row = "id,zh,en,dimension,unit,kind,better,theme,definition\n{0},{0},{0},money,元,flow,up,other,Made up.\n"
    found = []
    for name in ("甲甲甲", "乙乙乙"):
        (folder / "indicators.csv").write_text(row.format(name), encoding="utf-8")
        found.append([load._load.__wrapped__(folder).indicators.find(key) is not None for key in ("甲甲甲", "乙乙乙")])
    assert found == [[True, False], [False, True]]


def test_what_is_refused_is_refused_again_and_not_kept(cache: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "units.csv").write_text("nonsense\n1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(LexiconError, match="unknown column"):
            load._load.__wrapped__(folder)
    assert not cache.exists()


@pytest.mark.parametrize("damage", ["empty", "cut", "one byte", "head", "foreign"])
def test_a_damaged_file_is_made_anew(cache: Path, damage: str) -> None:
    make = Maker()
    good = kept("data", make)
    path = the_file(cache)
    content = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "cut": content[:-100],
            "one byte": content[:-1] + bytes([content[-1] ^ 1]),
            "head": b"something else" + content,
            "foreign": os.urandom(1000),
        }[damage]
    )
    assert same(kept("data", make), good)
    assert make.calls == 2
    assert path.read_bytes() == content  # and is whole again


def test_a_file_cannot_have_anything_run(cache: Path, tmp_path: Path) -> None:
    make = Maker()
    kept("data", make)
    path, trace = the_file(cache), tmp_path / "trace"
    payload = pickle.dumps(Spy(trace))
    path.write_bytes(kept_module._HEAD + sha256(payload).digest() + payload)
    kept("data", make)
    assert make.calls == 2
    assert not trace.exists()


@pytest.mark.parametrize("value", [load.load_lexicon, cache_folder, LexiconError, os.system])
def test_only_values_of_the_vocabulary_are_read_back(cache: Path, value: object) -> None:
    make = Maker()
    kept("data", make)
    payload = pickle.dumps(value)
    the_file(cache).write_bytes(kept_module._HEAD + sha256(payload).digest() + payload)
    assert isinstance(kept("data", make), Units)


def test_a_file_that_others_may_write_is_not_read(cache: Path) -> None:
    make = Maker()
    kept("data", make)
    the_file(cache).chmod(0o666)
    kept("data", make)
    assert make.calls == 2


def test_a_link_and_a_pipe_are_not_read(cache: Path, tmp_path: Path) -> None:
    make = Maker()
    kept("data", make)
    path = the_file(cache)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    kept("data", make)
    path.unlink()
    os.mkfifo(path)
    kept("data", make)  # and does not wait for a writer
    assert make.calls == 3


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("FANGZHI_CACHE", str(tmp_path / "file" / "below"))
    make = Maker()
    assert same(kept("data", make), kept("data", make))
    assert make.calls == 2


def test_a_full_disk_leaves_no_half_file(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    make = Maker()
    kept("data", make)
    assert list(cache.iterdir()) == []


def test_it_can_be_switched_off(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANGZHI_LEXICON_CACHE", "off")
    make = Maker()
    kept("data", make)
    kept("data", make)
    assert make.calls == 2
    assert not cache.exists()


def test_only_the_newest_stay(cache: Path) -> None:
    make = Maker()
    for number in range(7):
        kept(str(number), make)
    assert len(list(cache.iterdir())) == kept_module._NEWEST
    kept("6", make)
    assert make.calls == 7


def test_where_the_cache_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FANGZHI_CACHE", str(tmp_path / "told"))
    assert cache_folder() == tmp_path / "told"
    monkeypatch.delenv("FANGZHI_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "fangzhi"
    monkeypatch.setenv("HOME", str(tmp_path))
    for nothing in ("", "relative/path"):
        monkeypatch.setenv("XDG_CACHE_HOME", nothing)
        assert cache_folder() == tmp_path / ".cache" / "fangzhi"
