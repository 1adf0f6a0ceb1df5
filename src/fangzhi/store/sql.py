"""What every connection to DuckDB is opened with, and how words are written in SQL."""

SCHEMA_VERSION = 4
# No extension is fetched behind the user's back; a missing one fails at once instead of after a network time-out.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def literal(words: object) -> str:
    """A string as SQL writes it, for the places where a parameter is not allowed."""
    return "'" + str(words).replace("'", "''") + "'"


def spilling(folder: object, memory: str = "2GB") -> dict[str, str | bool | int | float | list[str]]:
    """The configuration of a connection that writes: what goes beyond ``memory`` is put aside in ``folder``.

    Without a limit it would take most of the memory of the machine before it puts anything aside.

    >>> spilling("aside")["temp_directory"]
    'aside'
    """
    return {**CONFIG, "temp_directory": str(folder), "memory_limit": memory}
