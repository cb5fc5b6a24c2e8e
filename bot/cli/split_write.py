"""`onesitting split --write DIR`: the patches, the script that builds the branches, and the plan."""

import json
import shlex
from pathlib import Path

from bot.cli.exits import Refused
from bot.cli.split_text import plan_markdown
from bot.facts.plain import plain
from bot.facts.pull_request import PullRequestFacts
from bot.facts.split import SplitPlan, chains
from bot.judgement.naming import counted
from bot.messages.split_script import split_script
from bot.splitting.patches import patch_of

SCRIPT = "build-branches.sh"


def write_plan(plan: SplitPlan, facts: PullRequestFacts, folder: Path) -> str:
    """Write everything and return, for the person, what was written. Raises Refused where nothing can be."""
    if not plan.parts:
        raise Refused("there are no parts to write: the change is not tangled, not too large, or could not be proven")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Refused(f"{folder} is not empty: name a new folder")
        for chain in chains(plan):
            for at, number in enumerate(chain):
                patch = patch_of(plan, facts.files, number, frozenset(chain[:at]))
                if patch:
                    (folder / f"part-{number}.patch").write_bytes(patch.encode())
        (folder / "plan.json").write_text(json.dumps(plain(plan), ensure_ascii=False, indent=2) + "\n", "utf-8")
        (folder / "plan.md").write_text(plan_markdown(plan), "utf-8")
        script, why_not = split_script(plan, facts, pinned=True)
        if why_not:
            return f"onesitting: wrote the plan and the patches to {folder}; no script: {why_not}\n{_in_no_patch(plan)}"
        (folder / SCRIPT).write_text(script, "utf-8")
        (folder / SCRIPT).chmod(0o755)
    except OSError as error:
        raise Refused(f"{folder} could not be written: {error.strerror}") from None
    command = f"bash {shlex.quote(str(folder / SCRIPT))}"
    return (
        f"onesitting: wrote {len(plan.parts)} parts to {folder}; {command} builds their branches\n{_in_no_patch(plan)}"
    )


def _in_no_patch(plan: SplitPlan) -> str:
    """Return in words which files no patch holds; empty where there is none."""
    whole = sum(file.whole for part in plan.parts for file in part.files)
    return f"onesitting: {counted(whole, 'file')} in no patch, but as a whole in a part: see plan.md\n" if whole else ""
