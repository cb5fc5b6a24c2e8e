from hypothesis import given
from hypothesis import strategies as st

from bot.judgement.sieve import SiftedFile, sieve_of
from tests.judgement.changes import change, from_example, reading
from tests.judgement.rules_in_force import commenting_rules

RULES = commenting_rules()
SIEVE = sieve_of(RULES.hotspots, RULES.checklists)
WATCHES = [*RULES.hotspots.manifests, *(watch for entry in RULES.hotspots.hotspots for watch in entry.watch)]
ASKED = [rule.when for one in RULES.checklists for rule in one.questions]
GLOBS = [glob for watch in WATCHES for glob in (*watch.files, *watch.not_files)]
GLOBS += [glob for when in ASKED for glob in (*when.files, *when.not_files)]
PATTERNS = [line for watch in WATCHES for line in (*watch.lines, *watch.without)]
PATTERNS += [line for when in ASKED for line in (*when.added, *when.removed)]
EXAMPLES = [from_example(e) for entry in RULES.hotspots.hotspots for e in (*entry.examples, *entry.not_examples)]
TOLD = [e for one in RULES.checklists for rule in one.questions for e in (*rule.examples, *rule.not_examples)]
EXAMPLES += [change(e.path, removed=e.removed * e.times, added=e.added * e.times) for e in TOLD]
LINES = st.one_of(
    st.sampled_from([line for one in TOLD for line in (*one.added, *one.removed)]), st.text(), st.just("half \ud800")
)


def sifted_as_one_by_one(file: SiftedFile) -> bool:
    """Return whether the sieve says of a file what every pattern says alone."""
    path, added, removed = file.change.path, file.text("added"), file.text("removed")
    return (
        [file.lies_in((glob,)) for glob in GLOBS] == [glob.matches(path) for glob in GLOBS]
        and file.held(PATTERNS, "added") == [one for one in PATTERNS if added and one.search(added)]
        and file.held(PATTERNS, "removed") == [one for one in PATTERNS if removed and one.search(removed)]
    )


def test_all_at_once_is_as_one_by_one() -> None:
    """In every example of the rules the sieve finds the very patterns that match alone."""
    files = [SiftedFile(file, reading(file), SIEVE) for file in EXAMPLES]
    assert [file.change.path for file in files if not sifted_as_one_by_one(file)] == []


@given(st.text(), st.lists(LINES), st.lists(LINES))
def test_all_at_once_is_as_one_by_one_in_any_text(path: str, added: list[str], removed: list[str]) -> None:
    """Whatever the path and the lines, and however many of them."""
    file = change(path, added=tuple(added), removed=tuple(removed))
    assert sifted_as_one_by_one(SiftedFile(file, reading(file), SIEVE))


def test_rules_without_patterns_find_nothing() -> None:
    """An empty set of patterns is no error."""
    file = change("a.py", added=("x = 1",))
    assert SiftedFile(file, reading(file), SIEVE).held((), "added") == []
