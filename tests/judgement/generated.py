"""Generated pull requests: plausible and hostile paths, lines, words and kinds of change."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.facts.change import FileChange, FileStatus, Hunk, Line, Seen
from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts

PATHS = st.one_of(
    st.sampled_from(
        [
            "package.json",
            "requirements.txt",
            ".github/workflows/ci.yml",
            "src/auth/session.py",
            "tests/test_cart.py",
            "db/migrate/1_tidy.rb",
            "docs/cart.md",
            "package-lock.json",
            "packages/a/src/x.ts",
            "LICENSE",
        ]
    ),
    st.text(min_size=1, max_size=30),
)
TEXTS = st.one_of(
    st.sampled_from(
        [
            '    "left-pad": "^1.3.0",',
            "def total(cart):",
            "contents: write",
            "DROP TABLE carts;",
            "httpx==1.0",
            '  "dependencies": {',
            "@pytest.mark.skip",
        ]
    ),
    st.text(max_size=40),
)
SIGNS = st.sampled_from("+- ")
STATUS: st.SearchStrategy[FileStatus] = st.sampled_from(["added", "removed", "modified", "renamed", "type_changed"])
SEEN: st.SearchStrategy[Seen] = st.sampled_from(["whole", "whole", "whole", "missing", "truncated", "unreadable"])


@st.composite
def file_changes(draw: st.DrawFn) -> FileChange:
    """Draw a change whose counts are those of its lines, or larger where lines were not seen."""
    drawn = draw(st.lists(st.tuples(SIGNS, TEXTS), max_size=12))
    old = new = 1
    lines = []
    for sign, text in drawn:
        lines.append(Line(sign, text, None if sign == "+" else old, None if sign == "-" else new))
        old, new = old + (sign != "+"), new + (sign != "-")
    hunks = (Hunk(1, old - 1, 1, new - 1, draw(TEXTS), tuple(lines)),) if lines else ()
    seen = draw(SEEN)
    unseen = 0 if seen == "whole" else draw(st.integers(0, 500))
    return FileChange(
        draw(PATHS),
        draw(STATUS),
        additions=sum(line.sign == "+" for line in lines) + unseen,
        deletions=sum(line.sign == "-" for line in lines),
        hunks=hunks,
        binary=draw(st.booleans()) and not lines,
        submodule=draw(st.booleans()),
        seen=seen,
    )


@st.composite
def pull_requests(draw: st.DrawFn) -> PullRequestFacts:
    """Draw a pull request; no path stands twice."""
    files = draw(st.lists(file_changes(), max_size=6, unique_by=lambda file: file.path))
    messages = draw(st.lists(st.text(max_size=60), max_size=3))
    who = Signature(draw(st.text(max_size=10)), draw(st.text(max_size=20)))
    return PullRequestFacts(
        "1",
        draw(st.text(max_size=40)),
        draw(st.one_of(st.text(max_size=200), st.sampled_from(["onesitting: ignore", "Fixes #1", "- `x` fails"]))),
        tuple(files),
        author=Account(draw(st.text(max_size=10)), 0, draw(st.sampled_from(["User", "Bot"]))),
        commits=tuple(Commit(f"{at:040x}", message, who, who) for at, message in enumerate(messages)),
        labels=tuple(draw(st.lists(st.text(max_size=20), max_size=3))),
    )
