"""Secrets are read nowhere: not in the log, an error, a page, an export or a checkup, wherever they were planted."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.doctor import check_up
from bot.cli.log_lines import JsonLines
from bot.facts.plain import plain
from bot.facts.redacted import SHOWN, redacted
from bot.github.failures import Refusal
from bot.inbox.kept import rows_of
from bot.practice.signing import private_key_pem
from tests.journeys.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
TOKENS = st.one_of(
    st.builds("gh{}_{}".format, st.sampled_from("psuor"), st.text(ALPHABET, min_size=36, max_size=40)),
    st.builds("github_pat_{}".format, st.text(ALPHABET + "_", min_size=40, max_size=82)),
    st.builds("eyJ{}.{}.{}".format, *[st.text(ALPHABET + "-_", min_size=10, max_size=40)] * 3),
)
CONFIGURED = st.text(ALPHABET + "!$%&()*+,-.:;<=>?@[]^_{|}~", min_size=8, max_size=40)
WORDS = st.text(max_size=60)


@given(WORDS, TOKENS, WORDS)
def test_what_looks_like_a_token_is_cut_out_of_any_text(before: str, token: str, after: str) -> None:
    """Whatever stands around it."""
    assert token not in redacted(f"{before} {token} {after}")


@given(WORDS, CONFIGURED, WORDS)
def test_a_configured_secret_is_cut_out_of_every_line_of_the_log(before: str, secret: str, after: str) -> None:
    """It may look like any word: it is known. In the message, in what was worked on, in a traceback."""
    record = logging.LogRecord("bot", logging.ERROR, "x.py", 1, "%s", (f"{before}{secret}{after}",), None)
    record.subject = f"pull_request:{secret}"
    line = json.loads(JsonLines((secret,)).format(record))
    assert [name for name, value in line.items() if secret in str(value) and secret not in SHOWN] == []


@given(WORDS, TOKENS)
def test_an_answer_that_repeats_the_token_does_not_bring_it_into_an_error(words: str, token: str) -> None:
    """A proxy's page of errors may show the request with all its headers."""
    body = f"{words} Authorization: Bearer {token}"
    for text in (body, json.dumps({"message": body})):
        assert token not in str(Refusal("GET /repos", 400, {}, text))


def test_a_private_key_is_cut_out_whole_or_in_lines() -> None:
    """Each line of it counts as a secret."""
    key = private_key_pem().strip()
    lines = [line for line in key.splitlines() if not line.startswith("-----")]
    assert redacted(f"a {key} b") == f"a {SHOWN} b"
    record = logging.LogRecord("bot", logging.ERROR, "x.py", 1, "%s", (lines[3],), None)
    assert lines[3] not in JsonLines((key,)).format(record)


def test_a_password_in_an_address_is_cut_out() -> None:
    """A database's, say, in the words of its driver."""
    assert redacted("postgresql://bot:hunter22@db.test/bot") == f"postgresql://{SHOWN}@db.test/bot"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Yield all that is logged, as the server logs it without knowing its secrets."""
    text, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(text), root.level
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage."""
    stage = Stage(tmp_path)
    yield stage
    await stage.close()


async def test_a_github_that_repeats_secrets_brings_them_nowhere(stage: Stage, log: io.StringIO) -> None:
    """Errors in the log, dead letters, the pages for machines, the export and the checkup."""
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    (token, *_) = stage.installation.tokens
    said = {"message": f"Bad request: Authorization: Bearer {token}"}
    stage.practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", status=400, body=said, times=None)
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, branch="second")
    await stage.settle()
    found = [log.getvalue(), repr(await stage.bot.queue.parked()), repr(stage.settings)]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=stage.bot.app), base_url="http://bot.test") as page:
        found += [(await page.get(path)).text for path in ("/metrics", "/readyz", "/livez", "/")]
    number = stage.installation.id
    found.append(await stage.bot.database.read(lambda connection: json.dumps(list(rows_of(connection, number)))))
    environ = {
        "ONESITTING_APP_ID": str(stage.settings.app_id), "ONESITTING_PRIVATE_KEY": stage.settings.private_key,
        "ONESITTING_WEBHOOK_SECRET": stage.practice.webhook_secret, "ONESITTING_GITHUB_URL": "http://github.test",
        "DATABASE_URL": stage.settings.database_url,
    }  # fmt: skip
    found.append(json.dumps(plain(await check_up(environ, stage.clock.now(), stage.practice.transport))))
    key = [line for line in stage.settings.private_key.splitlines() if not line.startswith("-----")]
    secrets = (*stage.installation.tokens, stage.practice.webhook_secret, *key)
    assert [secret for secret in secrets for text in found if secret in text] == []
    assert "Bad request" in found[1]
