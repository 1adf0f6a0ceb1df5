"""What every connection to DuckDB is opened with, and how words are written in SQL."""

SCHEMA_VERSION = 5
# No extension is fetched behind the user's back; a missing one fails at once instead of after a network time-out.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def literal(words: object) -> str:
    """A string as SQL writes it, for the places where a parameter is not allowed."""
    return "'" + str(words).replace("'", "''") + "'"


def spilling(
    folder: object, memory: str = "2GB", threads: int | None = None
) -> dict[str, str | bool | int | float | list[str]]:
    """The configuration of a connection that writes: what goes beyond ``memory`` is put aside in ``folder``.

    Without a limit it would take most of the memory of the machine before it puts anything aside. ``threads`` are as
    many as the machine has cores where nothing else is said.

    >>> spilling("aside")["temp_directory"], spilling("aside", threads=1)["threads"]
    ('aside', 1)
    """
    told = {**CONFIG, "temp_directory": str(folder), "memory_limit": memory}
    return told if threads is None else {**told, "threads": threads}
