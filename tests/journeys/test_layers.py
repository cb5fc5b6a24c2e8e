"""Shipped < organisation < repository, as GitHub tells it in the one question that is asked anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.practice.object_writer import SUBMODULE, SYMLINK, Entry
from tests.journeys.stage import RULES, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.git_store import Content
    from bot.practice.pull_requests import PracticePullRequest

pytestmark = pytest.mark.pull_requests

COMMENT = "mode: comment\n"
BROKEN = "mode: coment\n"


def organisation(stage: Stage, text: str, *, private: bool = True) -> None:
    """Give the organisation's `.github` repository these settings."""
    stage.practice.create_repository("acme/.github", {RULES: text}, private=private)


async def pull(stage: Stage, branch: str = "large") -> PracticePullRequest:
    """Open a large pull request and let the bot see it."""
    opened = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(), branch=branch)
    await stage.settle()
    return opened


async def test_the_organisations_settings_hold_in_the_same_four_reads(stage: Stage) -> None:
    """Also those of a private `.github`: the token of that one question reads the installation's repositories."""
    organisation(stage, COMMENT)
    stage.forget_calls()
    opened = await pull(stage)
    assert (len(opened.comments), len(stage.reads)) == (1, 4)


async def test_the_repositorys_own_word_holds(stage: Stage) -> None:
    """What it leaves out is still the organisation's."""
    organisation(stage, "mode: comment\nsitting: {budget_minutes: 5}\n")
    stage.shop.commit({RULES: "mode: observe\n"})
    opened = await pull(stage)
    assert opened.comments == []
    assert "5 min" in str(opened.check_runs[0].summary) + str(opened.check_runs[0].text)


async def test_a_private_repository_that_the_app_was_not_given_counts_as_none(stage: Stage) -> None:
    """GitHub does not show it, and says so to nobody."""
    stage.installation.selected = {stage.shop.id}
    organisation(stage, COMMENT)
    opened = await pull(stage)
    assert opened.comments == []
    assert "not in force" not in str(opened.check_runs[0].summary)


async def test_a_broken_organisation_file_leaves_its_last_good_one_in_force(stage: Stage) -> None:
    """Seen by any repository of the organisation; the check run names the file and what holds meanwhile."""
    organisation(stage, COMMENT)
    await pull(stage, "first")
    home = stage.practice.repository("acme/.github")
    home.commit({RULES: BROKEN})
    opened = await pull(stage, "second")
    summary = str(opened.check_runs[0].summary)
    assert len(opened.comments) == 1
    assert summary.startswith(
        "**The organisation's rules are not in force:** 1 error; the last good version (`13125bf`)"
    )
    assert "acme/.github/.github/onesitting.yml:1:7" in summary


async def test_a_broken_repository_file_leaves_the_organisations_in_force(stage: Stage) -> None:
    """There never was a good one of its own."""
    organisation(stage, COMMENT)
    stage.shop.commit({RULES: BROKEN})
    opened = await pull(stage)
    assert "1 error; the organisation's rules hold" in str(opened.check_runs[0].summary)
    assert len(opened.comments) == 1


async def test_the_organisations_own_repository_has_one_layer(stage: Stage) -> None:
    """What stands in its file is not laid on top of itself."""
    organisation(stage, BROKEN)
    home = stage.practice.repository("acme/.github")
    opened = home.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    assert str(opened.check_runs[0].summary).count("not in force") == 1


async def test_explain_shows_each_setting_with_its_line_at_its_commit(stage: Stage) -> None:
    """A link for what the organisation or the repository wrote; the rest is behind a fold."""
    organisation(stage, "# ours\nmode: comment\n")
    stage.shop.commit({RULES: "signals:\n  too_large: block\n"})
    opened = await pull(stage)
    opened.comment("/onesitting explain", by=stage.ana)
    await stage.settle()
    text, home = str(opened.check_runs[-1].text), stage.practice.repository("acme/.github")
    assert f"(http://github.test/acme/.github/blob/{home.head}/.github/onesitting.yml#L2)" in text
    assert f"(http://github.test/acme/shop/blob/{stage.shop.head}/.github/onesitting.yml#L2)" in text


async def not_a_file(stage: Stage, files: dict[str, Content], what: str) -> None:
    """Expect the check run to say what stands in the place of the settings."""
    stage.shop.commit(files)
    opened = await pull(stage)
    assert f"`.github/onesitting.yml:1:1` {what} stands here" in str(opened.check_runs[0].summary)
    assert "the shipped rules hold" in str(opened.check_runs[0].summary)


async def test_a_folder_in_the_place_of_settings_is_named(stage: Stage) -> None:
    """It was meant to be in force."""
    await not_a_file(stage, {f"{RULES}/a.yml": COMMENT}, "a folder")


async def test_a_symbolic_link_in_the_place_of_settings_is_named(stage: Stage) -> None:
    """It is not followed."""
    sha = stage.shop.git.writer.blob(b"../elsewhere.yml")
    await not_a_file(stage, {RULES: Entry(SYMLINK, sha)}, "a symbolic link")


async def test_a_submodule_in_the_place_of_settings_is_named(stage: Stage) -> None:
    """There is no text of it here."""
    await not_a_file(stage, {RULES: Entry(SUBMODULE, stage.shop.head)}, "a submodule")
