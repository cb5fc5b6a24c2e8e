"""Fit one repository's model, as a process of its own: `python -m bot.inbox.fitting`, started by bot.inbox.fit_process.

Reads `{"url", "repository", "encoder", "memory"}` from standard input, the answers and the map from the database, and
writes the number of answers (4 bytes, big-endian) and the model's bytes to standard output. It never writes to the
database.
"""

from __future__ import annotations

import json
import os
import resource
import sys

from bot.inbox.database import reading_engine
from bot.inbox.fit_process import OUT_OF_MEMORY
from bot.inbox.lessons import read_labelled, read_map_texts
from bot.meaning import installed_encoder
from bot.policy.ownership import read_ownership
from bot.policy.yaml_tree import read_yaml
from bot.triage.learned.model import fit
from bot.triage.learned.rows import lessons
from bot.triage.learned.stored import to_bytes

NICE = 10
"""How far it stands behind the server, which people wait for."""


def fit_repository(url: str, repository: int, named: str = "") -> tuple[int, bytes]:
    """Return how many answers there are and the model that they make. Raises RuleError for a map of another version.

    `named` are the sentence vectors that the server reads models with: an extra that was installed or removed while it
    runs counts from its next start.
    """
    encoder = installed_encoder() if named else None
    if named and (encoder is None or encoder.name != named):
        raise SystemExit(f"the sentence vectors `{named}` are no longer here: restart the server")
    engine = reading_engine(url)
    try:
        with engine.connect() as connection:
            rows, texts = read_labelled(connection, repository), read_map_texts(connection, repository)
    finally:
        engine.dispose()
    documents = tuple(read_yaml(each.text, each.source, each.revision) for each in texts)
    ownership, _ = read_ownership(documents)
    return len(rows), to_bytes(fit(lessons(rows, ownership), ownership, encoder))


def main() -> None:
    """Answer the one question on standard input, within the memory that it allows."""
    os.nice(NICE)
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (int(asked["memory"]), int(asked["memory"])))
    try:
        count, model = fit_repository(str(asked["url"]), int(asked["repository"]), str(asked["encoder"]))
        sys.stdout.buffer.write(count.to_bytes(4, "big") + model)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
