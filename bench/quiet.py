"""How often small changes of people would get a comment.

`onesitting score --batch PULLS.jsonl --format json | python bench/quiet.py` reads results, one JSON object a line.
Small is under 100 lines to review; people are those whose change shows no sign of an agent or of automation. A comment
is made where a finding asks for an act, once a repository is in `comment` mode.
"""

from __future__ import annotations

import json
import sys
from collections import Counter

SMALL = 100
PEOPLE = ("unknown", "human_with_suggestions")


def main() -> None:
    """Print the share, and which rules ask."""
    small = asked = 0
    rules: Counter[str] = Counter()
    for line in sys.stdin:
        verdict = json.loads(line)
        if "error" in verdict or verdict["authorship"]["outcome"] not in PEOPLE:
            continue
        if verdict["effort"]["lines"]["to_review"] >= SMALL:
            continue
        acts = [finding["rule"] for finding in verdict["findings"] if finding["level"] == "act"]
        small += 1
        asked += bool(acts)
        rules.update(acts)
    share = 100 * asked / small if small else 0
    print(f"{small} small changes of people, {asked} with a comment: {share:.1f} %")
    for rule, count in rules.most_common():
        print(f"{count:6} {rule}")


if __name__ == "__main__":
    main()
