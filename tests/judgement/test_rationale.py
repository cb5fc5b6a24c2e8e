import pytest

from bot.facts.change import FileChange
from bot.facts.people import Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.facts.verdict import FileKind
from bot.judgement.description import describe
from bot.judgement.hotspots import find_hotspots
from bot.judgement.rationale import Rationale
from bot.judgement.sieve import sift
from tests.judgement.changes import change, hotspot_rules, reading

RULES = hotspot_rules()
ADA = Signature("Ada", "ada@example.org")


def explained(file_path: str, added: str, *, title: str = "Tidy", body: str = "", commit: str = "") -> bool:
    """Return whether every hotspot of a one-line change is explained."""
    file = change(file_path, added=(added,))
    hotspots = find_hotspots(sift((file,), (reading(file, "configuration"),), RULES), RULES)
    commits = (Commit("1", commit, ADA, ADA),) if commit else ()
    rationale = Rationale(describe(PullRequestFacts("1", title, body, (file,), commits=commits)), RULES)
    return bool(hotspots) and all(rationale.explains(hotspot) for hotspot in hotspots)


@pytest.mark.parametrize(
    "body",
    [
        "Uses left-pad.",
        "We now use `left_pad`",
        "- LeftPad: no\n- left pad: yes",
        "Adds a small library because ours was wrong.",
        "Fixes #12",
        "Resolves https://github.com/o/r/issues/12",
        "Refs #12",
        "Issue: o/r#12",
        "Context: https://github.com/o/r/discussions/12",
        "Ticket SHOP-12",
    ],
)
def test_words_that_explain_a_dependency(body: str) -> None:
    """Its name in any spelling, its kind beside a reason, or the issue that tells the story."""
    assert explained("package.json", '    "left-pad": "^1.3.0",', body=body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Rounds the total.",
        "<!-- left-pad -->",
        "- [ ] left-pad explained",
        "See #12",
        "Co-authored-by: Left-Pad <left-pad@example.org>",
    ],
)
def test_words_that_do_not(body: str) -> None:
    """Silence, other matters, templates, trailers."""
    assert not explained("package.json", '    "left-pad": "^1.3.0",', body=body)


def test_a_commit_message_explains() -> None:
    """The description is not the only place for a reason."""
    assert explained("package.json", '    "left-pad": "^1.3.0",', commit="Bring in left-pad")


def test_a_merge_commit_does_not() -> None:
    """Its words were made by git."""
    assert not explained("package.json", '    "left-pad": "^1.3.0",', commit="Merge branch 'left-pad' into main")


def test_the_kind_of_change_in_the_title_explains() -> None:
    """A title that speaks of the workflow says what the change is about."""
    assert explained(".github/workflows/test.yml", "  - run: make", title="ci: run make")


def test_a_file_name_explains() -> None:
    """The file is spoken of, with or without its folder."""
    assert explained("deploy/main.tf", 'resource "x" {}', body="Touches main.tf only")


def test_a_module_is_spoken_of_by_its_last_name() -> None:
    """Nobody writes the host and the version."""
    assert explained("go.mod", "\tgithub.com/gofrs/uuid/v5 v5.0.0", body="Brings uuid")
    assert not explained("go.mod", "\tgithub.com/gofrs/uuid/v5 v5.0.0", body="See github.com/gofrs")


def test_a_part_of_the_name_in_the_title_is_enough() -> None:
    """A title about JSON speaks of `serde_json`; the same word deep in the body does not."""
    assert explained("Cargo.toml", 'serde_json = "1.0"', title="Write JSON")
    assert not explained("Cargo.toml", 'serde_json = "1.0"', body="json")


def test_a_strict_entry_needs_words_of_its_own() -> None:
    """A closed issue does not explain that a workflow may write."""
    assert not explained(".github/workflows/x.yml", "  contents: write", title="Tidy", body="Fixes #12")
    assert explained(".github/workflows/x.yml", "  contents: write", title="Give the release job a write permission")


def explained_in(file: FileChange, kind: FileKind, title: str, body: str) -> bool:
    """Return whether the one hotspot of a change is explained."""
    hotspots = find_hotspots(sift((file,), (reading(file, kind),), RULES), RULES)
    rationale = Rationale(describe(PullRequestFacts("1", title, body, (file,))), RULES)
    return [rationale.explains(hotspot) for hotspot in hotspots][0:1] == [True]


def test_a_word_of_the_kind_needs_its_object_outside_the_title() -> None:
    """That something else was removed says nothing of a dropped column; a title is about the whole change."""
    file = change("db/migrate/5_a.rb", before=("def change",), added=("  remove_column :users, :nick",))
    assert not explained_in(file, "migration", "Tidy", "Removes a policy because it is old.")
    assert explained_in(file, "migration", "Tidy", "Removes a column because it is old.")
    assert explained_in(file, "migration", "Remove nicknames", "")


def test_a_removed_dependency_needs_more_than_the_word_delete() -> None:
    """A passage about deleting hostnames is about hostnames."""
    file = change("go.mod", before=("require (",), removed=("\tgithub.com/slack-go/slack v0.21.0",))
    restores = "Restores the hostname delete call because the types changed."
    assert not explained_in(file, "configuration", "Sync types", restores)
    assert explained_in(file, "configuration", "Sync types", "Deletes the package because nothing imports it.")


def test_a_manifest_that_is_named_explains_none_of_its_lines() -> None:
    """An update of package.json says nothing of left-pad."""
    assert not explained("package.json", '    "left-pad": "^1.3.0",', title="Update package.json")


def test_a_revert_tells_its_story_by_what_it_takes_back() -> None:
    """Nobody is asked why the lines of another change go again; a dropped column is asked about all the same."""
    assert explained("package.json", '    "left-pad": "^1.3.0",', title='Revert "Pad by hand (#12)"')
    file = change("db/migrate/5_a.rb", before=("def change",), added=("  remove_column :users, :nick",))
    assert not explained_in(file, "migration", 'Revert "Nick (#12)"', "")


def test_a_new_package_brings_what_it_depends_on() -> None:
    """Where a summary names its folder; elsewhere each dependency is a question of its own."""
    file = change("plugins/rugcheck/package.json", added=('    "left-pad": "^1.3.0",',), status="added")
    (hotspot,) = find_hotspots(sift((file,), (reading(file, "configuration"),), RULES), RULES)
    named, other = (PullRequestFacts("1", title, "", (file,)) for title in ("Add the rugcheck plugin", "Tidy"))
    new = frozenset({file.path})
    assert Rationale(describe(named), RULES, new).explains(hotspot)
    assert not Rationale(describe(named), RULES).explains(hotspot)
    assert not Rationale(describe(other), RULES, new).explains(hotspot)


def test_a_common_word_is_no_mention_of_a_file() -> None:
    """`dataset` stands in any text about data; in the title it is the subject."""
    file = change("src/dataset.py", removed=("def total(cart):",))
    assert not explained_in(file, "source", "Tidy", "Stores each dataset apart.")
    assert explained_in(file, "source", "Tidy", "Touches dataset.py")
    assert explained_in(file, "source", "Store the dataset apart", "")


def test_what_the_title_of_a_test_names_in_code_speaks_of_it() -> None:
    """Whoever explains the variable explains the test that falls back without it."""
    line = "  it('falls back where ORDER_ID is not set', () => {"
    file = change("web/cart.test.ts", removed=(line,))
    assert explained_in(file, "test", "Tell orders apart", "Reads ORDER_ID, which every order has by now.")
    assert not explained_in(file, "test", "Tell orders apart", "Falls back later.")


def test_a_whole_file_is_spoken_of_by_its_stem() -> None:
    """A text about the stale bot speaks of stale.yml."""
    file = change(".github/workflows/stale.yml", added=("on: schedule",), status="added")
    assert explained_in(file, "configuration", "Introduce stalebot", "")
    assert not explained_in(file, "configuration", "Tidy", "")
