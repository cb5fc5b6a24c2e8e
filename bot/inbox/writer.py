"""The writers: threads that take jobs; what arrives together may share a transaction, and so one wait for the disk."""

from __future__ import annotations

import asyncio
import queue
import threading
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

T = TypeVar("T")
ATTEMPTS = 4
_BROKEN_TIES = ("40001", "40P01")
"""PostgreSQL ended one of several transactions that waited for each other, so that the others go on: it may try again.

https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
"""


class _Job(NamedTuple):
    run: Callable[[Connection], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


class _Result(NamedTuple):
    job: _Job
    value: object
    error: Exception | None


class Writer:
    """Owns the connections that write: `threads` of them, with up to `together` jobs in one transaction."""

    def __init__(self, engine: Engine, threads: int, together: int) -> None:
        self._engine = engine
        self._together = together
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._handing_in = threading.Lock()
        self._closed = False
        self.commits = 0
        self._threads = [
            threading.Thread(target=self._run, name=f"database writer {number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    async def write(self, run: Callable[[Connection], T]) -> T:
        """Return what `run` returned, after its transaction was committed; raises DatabaseUnavailable."""
        loop = asyncio.get_running_loop()
        job = _Job(run, loop, loop.create_future())
        with self._handing_in:
            if self._closed:
                raise DatabaseUnavailable("the database is closed")
            self._jobs.put(job)
        return cast("T", await job.future)

    def close(self) -> None:
        """Commit what was handed in, then end the threads."""
        with self._handing_in:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        while (jobs := self._wait_for_jobs()) is not None:
            try:
                results = self._commit(jobs)
            except Exception as error:  # noqa: BLE001 - whatever happened, every one who waits is told
                results = [_Result(job, None, _unavailable(error)) for job in jobs]
            _tell(results)
        self._jobs.put(None)  # for the other threads

    def _commit(self, jobs: list[_Job], attempts: int = ATTEMPTS) -> list[_Result]:
        try:
            results = self._attempt(jobs)
        except DBAPIError as error:
            if attempts == 1 or getattr(error.orig, "sqlstate", None) not in _BROKEN_TIES:
                raise
            return self._commit(jobs, attempts - 1)
        with self._handing_in:
            self.commits += 1
        return results

    def _attempt(self, jobs: list[_Job]) -> list[_Result]:
        with self._engine.connect() as connection:
            try:
                return _in_one_transaction(connection, jobs) if len(jobs) > 1 else _alone(connection, *jobs)
            except OperationalError:
                connection.invalidate()  # a connection that failed is thrown away
                raise

    def _wait_for_jobs(self) -> list[_Job] | None:
        job = self._jobs.get()
        jobs: list[_Job] = []
        while job is not None:
            jobs.append(job)
            if len(jobs) == self._together or self._jobs.empty():
                return jobs
            job = self._jobs.get()
        if jobs:
            self._jobs.put(None)  # the end was reached behind these: meet it again
        return jobs or None


def _alone(connection: Connection, job: _Job) -> list[_Result]:
    with connection.begin():
        return [_Result(job, job.run(connection), None)]


def _in_one_transaction(connection: Connection, jobs: list[_Job]) -> list[_Result]:
    results = []
    with connection.begin():
        for job in jobs:
            try:
                with connection.begin_nested():
                    results.append(_Result(job, job.run(connection), None))
            except OperationalError:
                raise  # the database itself (locked, full, read-only): true for every job of the transaction
            except Exception as error:  # noqa: BLE001 - the job's own mistake is its caller's, not its neighbours'
                results.append(_Result(job, None, _unavailable(error)))
    return results


def _unavailable(error: Exception) -> Exception:
    if not isinstance(error, SQLAlchemyError):
        return error
    said = DatabaseUnavailable(f"the database cannot be written: {error.__cause__ or error.__class__.__name__}")
    said.__cause__ = error
    return said


def _tell(results: list[_Result]) -> None:
    """Wake each event loop once for all its results."""
    loops: dict[asyncio.AbstractEventLoop, list[_Result]] = {}
    for result in results:
        loops.setdefault(result.job.loop, []).append(result)
    for loop, its_results in loops.items():
        try:
            loop.call_soon_threadsafe(_resolve, its_results)
        except RuntimeError:  # that loop is closed: nobody waits any more
            continue


def _resolve(results: list[_Result]) -> None:
    for job, value, error in results:
        if job.future.done():
            continue
        if error is None:
            job.future.set_result(value)
        else:
            job.future.set_exception(error)
