"""Statements that do not need each other, on as many cores as are given."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from threading import Event

import duckdb

Step = Callable[[duckdb.DuckDBPyConnection], object]


def together(connection: duckdb.DuckDBPyConnection, steps: Sequence[Step], *, threads: int) -> None:
    """Do steps that write different tables, at most ``threads`` at a time; the longest ought to be named first.

    Each step gets a connection of its own to the same database, in which the attached ``atlas`` is in use. One thread
    sorts and compresses one table at a time whatever DuckDB itself divides: small tables it does not divide at all.
    The first error is raised when what else was under way has been stopped.

    >>> connection = duckdb.connect(":memory:")
    >>> _ = connection.execute("ATTACH ':memory:' AS atlas")
    >>> makers = [lambda own, name=name: own.execute(f"CREATE TABLE {name} (x INTEGER)") for name in "ab"]
    >>> together(connection, makers, threads=2)
    >>> connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
    [('a',), ('b',)]
    """
    failed = Event()

    def do(step: Step, own: duckdb.DuckDBPyConnection) -> None:
        if failed.is_set():
            return
        try:
            step(own)
        except BaseException:
            failed.set()
            raise

    cursors = [connection.cursor() for _ in steps]
    pool = ThreadPoolExecutor(max(1, threads))
    under_way: list[Future[None]] = []
    try:
        for cursor in cursors:
            cursor.execute("USE atlas")
        under_way = [pool.submit(do, step, cursor) for step, cursor in zip(steps, cursors, strict=True)]
        wait(under_way, return_when=FIRST_EXCEPTION)
        for one in under_way:
            if one.done():
                one.result()
    except BaseException:  # the interrupt, or an error of one step: nobody needs the others any more
        failed.set()
        for cursor in cursors:
            cursor.interrupt()
        raise
    finally:
        pool.shutdown()
        for cursor in cursors:
            cursor.close()
