from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from bot.localgit import open_repository, resolve
from bot.practice import PracticeCommit
from tests.localgit.git_repositories import Clone
from tests.practice.wire import as_installation

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from bot.practice import PracticeGitHub

PULL = "/repos/acme/shop/pulls/1"


async def _files(client: httpx.AsyncClient, path: str = PULL) -> dict[str, dict[str, object]]:
    answer = await client.get(f"{path}/files", params={"per_page": 100})
    return {entry["filename"]: entry for entry in answer.json()}


async def test_files_are_told_as_github_tells_them(practice: PracticeGitHub) -> None:
    """Renames have their old name, patches no file header, binaries no patch, modes and counts are git's."""
    shop = practice.create_repository("acme/shop", {"old.py": "x = 1\n" * 9, "gone.txt": "bye\n", "logo.png": b"\0\1"})
    files = {"old.py": None, "new.py": "x = 1\n" * 9 + "y = 2\n", "gone.txt": None, "logo.png": b"\0\2", "é.txt": "é"}
    shop.open_pull_request(title="T", author=practice.account("ada"), files=files)
    async with as_installation(practice, practice.install("acme")) as client:
        listed = await _files(client)
    assert {path: entry["status"] for path, entry in listed.items()} == {
        "gone.txt": "removed", "logo.png": "modified", "new.py": "renamed", "é.txt": "added",
    }  # fmt: skip
    assert listed["new.py"]["previous_filename"] == "old.py"
    assert listed["new.py"]["patch"] == "@@ -7,3 +7,4 @@ x = 1\n x = 1\n x = 1\n x = 1\n+y = 2"
    assert "patch" not in listed["logo.png"]
    assert listed["é.txt"]["patch"] == "@@ -0,0 +1 @@\n+é\n\\ No newline at end of file"


async def test_a_line_that_looks_like_a_header_is_a_line(practice: PracticeGitHub) -> None:
    """Content that imitates a diff cannot end its file."""
    text = "-- a/x\n++ b/x\n@@ -1 +1 @@\ndiff --git a/x b/x\n"
    shop = practice.create_repository("acme/shop", {"a.txt": text, "b.txt": "b\n"})
    shop.open_pull_request(title="T", author=practice.account("ada"), files={"a.txt": "new\n", "b.txt": "c\n"})
    async with as_installation(practice, practice.install("acme")) as client:
        listed = await _files(client)
    assert (listed["a.txt"]["deletions"], listed["a.txt"]["additions"]) == (4, 1)
    assert str(listed["a.txt"]["patch"]).endswith("-diff --git a/x b/x\n+new")


async def test_what_is_too_large_has_counts_and_no_patch(practice: PracticeGitHub) -> None:
    """A file above 20,000 lines is counted, not shown."""
    shop = practice.create_repository("acme/shop")
    files = {"a.lock": "line\n" * 20_001, "b.py": "x\n"}
    shop.open_pull_request(title="T", author=practice.account("ada"), files=files)
    async with as_installation(practice, practice.install("acme")) as client:
        listed = await _files(client)
        whole = await client.get(PULL, headers={"Accept": "application/vnd.github.diff"})
    assert "patch" not in listed["a.lock"]
    assert listed["a.lock"]["additions"] == 20_001
    assert whole.status_code == 406


async def test_the_list_of_files_stops_at_3000(practice: PracticeGitHub) -> None:
    """Thirty full pages and no more, while the pull request itself counts them all."""
    shop = practice.create_repository("acme/shop")
    files = {f"f{number:04}.txt": "x\n" for number in range(3_050)}
    shop.open_pull_request(title="T", author=practice.account("ada"), files=files)
    async with as_installation(practice, practice.install("acme")) as client:
        last = await client.get(f"{PULL}/files?per_page=100&page=30")
        beyond = await client.get(f"{PULL}/files?per_page=100&page=31")
        whole = await client.get(PULL)
    assert (len(last.json()), "next" in last.links, beyond.json()) == (100, False, [])
    assert whole.json()["changed_files"] == 3_050


async def test_the_list_of_commits_stops_at_250(practice: PracticeGitHub) -> None:
    """The oldest 250, in order."""
    shop = practice.create_repository("acme/shop")
    commits = [PracticeCommit(f"{number}", {"a": str(number)}) for number in range(260)]
    shop.open_pull_request(title="T", author=practice.account("ada"), commits=commits)
    async with as_installation(practice, practice.install("acme")) as client:
        pages = [await client.get(f"{PULL}/commits?per_page=100&page={page}") for page in (1, 2, 3)]
    messages = [entry["commit"]["message"] for page in pages for entry in page.json()]
    assert messages == [str(number) for number in range(250)]


async def test_commits_belong_to_accounts_by_their_address(practice: PracticeGitHub) -> None:
    """An address nobody has gives null, as for a tool's commits."""
    shop = practice.create_repository("acme/shop")
    ada = practice.account("ada", emails=["ada@example.com"])
    commits = [
        PracticeCommit("1", {"a": "1"}, author_name="Ada", author_email="ada@example.com"),
        PracticeCommit("2", {"a": "2"}, author_name="Tool", author_email="tool@nowhere"),
    ]
    shop.open_pull_request(title="T", author=ada, commits=commits)
    async with as_installation(practice, practice.install("acme")) as client:
        first, second = (await client.get(f"{PULL}/commits")).json()
    assert (first["author"]["login"], second["author"]) == ("ada", None)
    assert second["commit"]["author"]["name"] == "Tool"


async def test_the_base_going_on_does_not_change_the_files(practice: PracticeGitHub) -> None:
    """Files are compared with where the branch left the base, also after a push."""
    shop = practice.create_repository("acme/shop")
    pull = shop.open_pull_request(title="T", author=practice.account("ada"), files={"a": "1\n"})
    shop.commit({"elsewhere": "x\n"})
    pull.push({"b": "2\n"})
    async with as_installation(practice, practice.install("acme")) as client:
        assert set(await _files(client)) == {"a", "b"}
        assert (await client.get(PULL)).json()["base"]["sha"] == shop.head


def test_what_is_written_is_sound_for_git(practice: PracticeGitHub, tmp_path: Path) -> None:
    """Git finds no fault with the objects, and can clone what the handles made, hostile names left out."""
    shop = practice.create_repository("acme/shop", {"a/b": "1\n", "a.b": "2\n", "a-b/c": "3\n"})
    ada = practice.account("ada")
    pull = shop.open_pull_request(title="T", author=ada, branch="feature/x", files={"a/b": None, "a": "file now\n"})
    shop.open_pull_request(title="T", author=ada, branch="../../outside", files={"z": "1\n"})
    directory = shop.git.git.directory
    checked = subprocess.run(  # noqa: S603 - the test's own words
        ["git", f"--git-dir={directory}", "fsck", "--strict"],  # noqa: S607 - the git that is installed
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert not re.search("error|missing|broken", checked.stdout + checked.stderr)
    with open_repository(directory) as repository:
        assert resolve(repository, "feature/x") == pull.head_sha
    assert not (tmp_path / "github" / "outside").exists()


def test_the_shortcuts_of_lineage_say_what_git_says(practice: PracticeGitHub) -> None:
    """Merge bases and ranges of commits written here are those that git finds."""
    shop = practice.create_repository("acme/shop")
    pull = shop.open_pull_request(title="T", author=practice.account("ada"), files={"a": "1\n"})
    for number in range(3):
        shop.commit({"m": str(number)})
        pull.push({"b": str(number)})
    merged = pull.merge()
    store = shop.git
    shas = [commit.sha for commit in store.commits(store.repository.empty_tree, merged)] + [pull.head_sha, merged]
    shas += [commit.sha for commit in pull.commits]
    for one in shas:
        for other in shas:
            expected = store.git.text("merge-base", one, other).strip()
            assert store.merge_base(one, other) == expected
            listed = store.git.text("rev-list", "--topo-order", "--reverse", f"{one}..{other}").split()
            assert [commit.sha for commit in store.commits(one, other)] == listed


async def test_a_mirror_shows_a_repository_without_touching_it(practice: PracticeGitHub, tmp_path: Path) -> None:
    """A change between two commits of somebody's repository becomes a pull request; nothing is written there."""
    source = Clone(tmp_path / "source")
    base = source.commit("Begin", {"a.txt": "1\n"})
    head = source.commit("Change", {"a.txt": "2\n"})
    before = sorted((path, path.stat().st_mtime_ns) for path in source.path.rglob("*"))
    shop = practice.mirror("acme/shop", source.path)
    shop.open_pull_request(title="T", author=practice.account("ada"), base_sha=base, head_sha=head, branch="topic")
    shop.open_pull_request(title="New", author=practice.account("ada"), files={"b.txt": "b\n"}, branch="more")
    async with as_installation(practice, practice.install("acme")) as client:
        listed = await _files(client)
        more = await _files(client, "/repos/acme/shop/pulls/2")
        content = await client.get("/repos/acme/shop/contents/a.txt", headers={"Accept": "application/vnd.github.raw"})
    assert (set(listed), set(more), content.text) == ({"a.txt"}, {"b.txt"}, "2\n")
    assert sorted((path, path.stat().st_mtime_ns) for path in source.path.rglob("*")) == before


async def test_a_mirror_begins_at_the_default_branch(practice: PracticeGitHub, tmp_path: Path) -> None:
    """A clone that has another branch checked out is shown from its remote's default branch."""
    source = Clone(tmp_path / "source")
    tip = source.commit("Begin", {"a.txt": "1\n"})
    source.git("clone", "--quiet", ".", "../clone")
    clone = Clone(tmp_path / "clone")
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.commit("Elsewhere", {"b.txt": "2\n"})
    shop = practice.mirror("acme/shop", clone.path)
    assert (shop.default_branch, shop.head) == ("main", tip)


async def test_a_first_commit_can_be_a_pull_request(practice: PracticeGitHub, tmp_path: Path) -> None:
    """The whole of a first commit is a change of nothing."""
    source = Clone(tmp_path / "source")
    head = source.commit("Begin", {"a.txt": "1\n"})
    shop = practice.mirror("acme/shop", source.path)
    empty = shop.git.repository.empty_tree
    shop.open_pull_request(title="T", author=practice.account("ada"), base_sha=empty, head_sha=head)
    async with as_installation(practice, practice.install("acme")) as client:
        listed = await _files(client)
        commits = await client.get(f"{PULL}/commits")
    assert (list(listed), len(commits.json())) == (["a.txt"], 1)
