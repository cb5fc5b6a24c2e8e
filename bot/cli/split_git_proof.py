"""The proof once more with real git, in an object directory of our own: nothing is written to the repository."""

from bot.cli.exits import NOT_ANALYSED, Refused
from bot.facts.change import FileChange
from bot.facts.pull_request import PullRequestFacts
from bot.facts.split import SplitFile, SplitPlan, chains
from bot.localgit import GitFailed, LocalRepository, open_repository
from bot.splitting.patches import patch_of


def prove_with_git(directory: str, plan: SplitPlan, facts: PullRequestFacts) -> str:
    """Apply every part with git, chain by chain and then all in order, and compare with the head.

    Returns what was done, in words. Raises Refused where it does not hold: then nothing may be shown.
    """
    everything = tuple(part.number for part in plan.parts)
    try:
        with open_repository(directory) as repository:
            for chain in chains(plan):
                built(repository, plan, facts, chain)
            tree = built(repository, plan, facts, everything)
            if tree != repository.git.text("rev-parse", f"{facts.head_sha}^{{tree}}").strip():
                raise Refused(
                    "git built another tree from the parts than the head has: nothing was written", NOT_ANALYSED
                )
    except GitFailed as failure:
        raise Refused(f"git could not apply the parts, so that nothing was written: {failure}", NOT_ANALYSED) from None
    return f"git applied all {len(everything)} parts in a folder of its own, and the last tree is the head's"


def built(repository: LocalRepository, plan: SplitPlan, facts: PullRequestFacts, numbers: tuple[int, ...]) -> str:
    """Return the tree that some parts make of the base, one after the other."""
    git = repository.git
    files = {file.path: file for file in facts.files}
    git.run("read-tree", facts.base_sha)
    for at, number in enumerate(numbers):
        patch = patch_of(plan, facts.files, number, frozenset(numbers[:at]))
        if patch:
            git.run("apply", "--cached", "--whitespace=nowarn", "-", stdin=patch.encode())
        whole = [file for file in plan.parts[number - 1].files if file.whole]
        entries = [entry for file in whole for entry in _entries(repository, file, files[file.path], facts.head_sha)]
        if entries:
            git.run("update-index", "-z", "--index-info", stdin=b"".join(entries))
    return git.text("write-tree").strip()


def _entries(repository: LocalRepository, shown: SplitFile, file: FileChange, head: str) -> list[bytes]:
    """Return the lines that make the index hold a file as the head does."""
    out = []
    gone = shown.old_path if file.status == "renamed" else shown.path if file.status == "removed" else None
    if gone:
        out.append(b"0 " + b"0" * len(head) + b"\t" + gone.encode() + b"\0")
    if file.status != "removed":
        entry = repository.git.run("ls-tree", "-z", "--full-tree", head, "--", shown.path)
        mode, _, rest = entry.partition(b" ")
        out.append(mode + b" " + rest.partition(b" ")[2])
    return out
