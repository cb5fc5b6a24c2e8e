import pytest

from bot.judgement.dependencies import compound_names, major
from bot.judgement.hotspots import find_hotspots
from bot.judgement.sieve import sift
from tests.judgement.changes import change, hotspot_rules, reading

RULES = hotspot_rules()


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("^1.3.0", (1,)),
        (">=2,<3", (2,)),
        ("v0.9.1", (0, 9)),
        ("~> 7.0", (7,)),
        ("2024.8.1", None),
        ("latest", None),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_the_numbers_that_tell_of_a_break(version: str, numbers: tuple[int, ...] | None) -> None:
    """The first number, below 1.0 the first two; years and words tell nothing."""
    assert major(version) == numbers


def test_one_manifest_tells_of_all_three() -> None:
    """A dependency that came, one that went, and one that jumped are three things; a small bump is none."""
    file = change(
        "package.json",
        before=('  "dependencies": {',),
        removed=('    "old": "^1.0.0",', '    "big": "^1.0.0",', '    "same": "^1.0.0"'),
        added=('    "new": "^1.0.0",', '    "big": "^2.0.0",', '    "same": "^1.1.0"'),
    )
    found = find_hotspots(sift((file,), (reading(file, "configuration"),), RULES), RULES)
    assert [(hotspot.entry.id, hotspot.name) for hotspot in found] == [
        ("dependency_added", "new"),
        ("dependency_major", "big"),
        ("dependency_removed", "old"),
    ]


def test_names_of_several_words_are_read_from_any_text() -> None:
    """A Go module, an npm package with its version, and a Maven coordinate with its own; a longer path is another."""
    texts = ("require github.com/Google/uuid v1", "'@a/b@1.2' #", 'implementation "org.junit:junit:4.1"', "x.org/y/v2")
    names = {"github.com/google/uuid", "@a/b", "org.junit:junit", "x.org/y/v2"}
    assert names < compound_names(texts)
    assert not {"x.org/y", "github.com/google", "org.junit:junit:4.1"} & compound_names(texts)


def test_what_moves_between_manifests_is_not_new() -> None:
    """The other side holds it, in whatever form."""
    went = change("package.json", before=('  "dependencies": {',), removed=('    "@a/b": "^1.0.0",',))
    came = change("web/package.json", before=('  "dependencies": {',), added=('    "@a/b": "^1.0.0",',))
    readings = (reading(went, "configuration"), reading(came, "configuration"))
    assert find_hotspots(sift((went, came), readings, RULES), RULES) == ()
