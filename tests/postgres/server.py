"""A PostgreSQL server of the test's own: by default as fast as one is that keeps nothing after a power cut."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.postgres.binaries import give, run_as, server_binaries

SETTINGS = ("max_connections=400", "shared_buffers=64MB", "listen_addresses=")
FAST = ("fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "autovacuum=off")
# It ends with whoever started it, however that ends: then nobody holds the other end of its standard input.
UNTIL_INPUT_ENDS = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server'
PATIENCE_SECONDS = 30


class PostgresServer:
    """Listens on a socket in a folder of its own (in `parent`), until `close`; `durable`: as people run one."""

    def __init__(self, *, durable: bool = False, parent: Path | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=parent))
        self._settings = SETTINGS if durable else (*SETTINGS, *FAST)
        self.folder.chmod(0o755)
        give(self.folder)
        self._binaries = server_binaries(self.folder)
        self._numbers = count(1)
        self._run("initdb", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "-U", "postgres")
        self._process = self._started()

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """Make a database and return its name."""
        name = f"test_{next(self._numbers)}"
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._execute(words.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Delete a database, whoever is connected to it."""
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's own programs, such as `pg_dump`."""
        command = [str(self._binaries / program), *arguments]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - the server's

    def stop(self) -> None:
        """End the server; what was committed is there when it is started again."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE_SECONDS)

    def start(self) -> None:
        """Start the server again."""
        self._process = self._started()

    def close(self) -> None:
        """End the server and delete its folder."""
        self.stop()
        shutil.rmtree(self.folder)

    def _started(self) -> subprocess.Popen[bytes]:
        settings = [word for setting in self._settings for word in ("-c", setting)]
        server = [self._binaries / "postgres", "-D", self.folder / "data", "-k", self.folder, *settings]
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(  # type: ignore[call-overload] # noqa: S603 - the server's
                ["/bin/sh", "-c", UNTIL_INPUT_ENDS, "sh", *server],
                stdin=subprocess.PIPE, stderr=log, stdout=log, **run_as(),
            )  # fmt: skip
        for _ in range(PATIENCE_SECONDS * 20):
            try:
                self._execute(sql.SQL("SELECT 1"))
            except psycopg.OperationalError:
                assert process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.05)
            else:
                break
        return process  # type: ignore[no-any-return]

    def _run(self, program: str, *arguments: str) -> None:
        command = [self._binaries / program, *arguments, "-D", self.folder / "data"]
        subprocess.run(command, check=True, capture_output=True, **run_as())  # type: ignore[call-overload] # noqa: S603 - the server's

    def _execute(self, statement: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)
