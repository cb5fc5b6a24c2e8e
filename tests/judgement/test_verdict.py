from dataclasses import replace

import pytest

from bot.facts.change import FileChange
from bot.facts.plain import plain
from bot.facts.pull_request import PullRequestFacts
from bot.facts.verdict import Mode, Verdict
from bot.judgement.naming import whole_minutes
from bot.judgement.verdict import judge_pull_request
from bot.messages.conclusion import asks
from bot.policy.repository import RepositoryRules
from tests.judgement.changes import change
from tests.judgement.rules_in_force import commenting_rules, with_repository

PAD = change("package.json", before=('  "dependencies": {',), added=('    "left-pad": "^1.3.0",',))
SMALL = change("src/cart.py", removed=("totl = 1",), added=("total = 1",))
MIGRATION = change("db/migrate/1_tidy.rb", added=("  drop_table :carts",), status="added")


def pull_request(*files: FileChange, body: str = "Rounds.") -> PullRequestFacts:
    """Return a pull request with a title that explains nothing."""
    return PullRequestFacts("1", "Tidy", body, files)


def judged(facts: PullRequestFacts, mode: Mode | None = "comment", **signals: Mode) -> Verdict:
    """Return the verdict under a repository's own modes."""
    return judge_pull_request(facts, with_repository(RepositoryRules(mode=mode, signals=dict(signals))))


def asks_somebody(verdict: Verdict) -> bool:
    """Return whether a person is asked to act."""
    return any(asks(finding) for finding in verdict.findings)


def test_a_small_plain_change_fits_and_asks_nobody() -> None:
    """No finding, no person."""
    verdict = judged(pull_request(SMALL))
    assert (verdict.band, verdict.findings, asks_somebody(verdict)) == ("fits_one_sitting", (), False)


def test_a_finding_says_what_where_and_by_which_rule() -> None:
    """Words name the dependency, evidence its line, the place the entry in rules/hotspots.yml."""
    finding = judged(pull_request(PAD)).findings[0]
    assert finding.says == "The description does not say why `left-pad` is added."
    assert [(place.path, place.lines) for place in finding.evidence] == [("package.json", (11, 11))]
    assert finding.place is not None
    assert finding.place.file.endswith("hotspots.yml")


def test_the_most_dangerous_comes_first() -> None:
    """A dropped table stands before a new dependency."""
    rules = [finding.rule for finding in judged(pull_request(PAD, MIGRATION)).findings if finding.level == "act"]
    assert rules == ["missing_rationale/migration_dangerous", "missing_rationale/dependency_added"]


def test_nobody_is_called_before_a_maintainer_turns_it_on() -> None:
    """Without a mode of its own a repository is observed."""
    verdict = judged(pull_request(PAD), mode=None)
    assert (verdict.mode, [finding.mode for finding in verdict.findings]) == ("observe", ["observe"])
    assert not asks_somebody(verdict)


OFF: dict[str, dict[str, Mode]] = {
    "missing_rationale": {"missing_rationale": "off"},
    "missing_rationale/dependency_added": {"missing_rationale/dependency_added": "off"},
}


@pytest.mark.parametrize("rule", OFF)
def test_a_repository_can_switch_a_rule_off(rule: str) -> None:
    """By the family's name or by the member's."""
    assert judged(pull_request(PAD), **OFF[rule]).findings == ()


def test_a_member_can_be_stricter_than_its_family() -> None:
    """The most precise name wins."""
    modes: dict[str, Mode] = {"missing_rationale": "observe", "missing_rationale/dependency_added": "block"}
    assert [finding.mode for finding in judged(pull_request(PAD), **modes).findings] == ["block"]


def test_a_line_in_the_description_silences_words() -> None:
    """The finding is still shown, and the verdict says what silenced it."""
    verdict = judged(pull_request(PAD, body="Rounds.\n\nonesitting: ignore"))
    assert [finding.mode for finding in verdict.findings] == ["observe"]
    assert verdict.silenced_by == "the line `onesitting: ignore` in the description"
    assert not asks_somebody(verdict)


@pytest.mark.parametrize("body", ["> onesitting: ignore", "```\nonesitting: ignore\n```", "no onesitting: ignore here"])
def test_a_quoted_line_silences_nothing(body: str) -> None:
    """Only a line of its own, outside quotes and code."""
    assert judged(pull_request(PAD, body=body)).silenced_by == ""


def test_a_label_silences_words() -> None:
    """The label's case does not matter."""
    verdict = judged(replace(pull_request(PAD), labels=("OneSitting: Ignore",)))
    assert (verdict.mode, asks_somebody(verdict)) == ("observe", False)


def test_a_description_cannot_lift_a_block() -> None:
    """What a maintainer made a block stays one."""
    verdict = judged(pull_request(PAD, body="Rounds.\n\nonesitting: ignore"), mode="block")
    assert (verdict.mode, [finding.mode for finding in verdict.findings]) == ("block", ["block"])
    assert asks_somebody(verdict)


def test_a_change_that_could_not_be_read_is_not_analysed() -> None:
    """Neither a success nor a guess."""
    unread = FileChange("src/cart.py", additions=900, seen="missing", note="GitHub gives no patch of this size")
    verdict = judged(pull_request(unread))
    assert verdict.band == "not_analysed"
    assert verdict.unseen == ("`src/cart.py`: GitHub gives no patch of this size",)


def test_a_lock_file_without_its_patch_does_not_hide_the_rest() -> None:
    """What nobody reads line by line need not be read by us."""
    lock = FileChange("package-lock.json", additions=9000, seen="missing")
    verdict = judged(pull_request(SMALL, lock))
    assert verdict.band == "fits_one_sitting"
    assert verdict.unseen == ("`package-lock.json`: its lines were not given",)


def test_no_file_at_all_because_nothing_was_seen() -> None:
    """An empty list with a reason is not an empty change."""
    facts = replace(pull_request(), unseen=("GitHub gave no files",))
    assert judged(facts).band == "not_analysed"


def test_the_order_of_everything_is_without_effect() -> None:
    """Files, commits and labels in another order give the same bytes."""
    facts = replace(pull_request(PAD, SMALL, MIGRATION), labels=("a", "b"))
    turned = replace(facts, files=facts.files[::-1], labels=facts.labels[::-1])
    assert plain(judge_pull_request(turned, commenting_rules())) == plain(judge_pull_request(facts, commenting_rules()))


def test_what_was_not_read_has_no_size() -> None:
    """Unseen lines have no minutes and no finding about size; what was seen is still judged."""
    unread = FileChange("src/cart.py", additions=24_000, seen="missing", note="too large")
    verdict = judged(pull_request(unread, PAD, body=""))
    assert (verdict.band, verdict.effort.minutes < 5) == ("not_analysed", True)
    assert [finding.rule for finding in verdict.findings] == ["missing_rationale/dependency_added", "empty_description"]
    assert verdict.signals[0].value == "not measured"


def test_minutes_are_rounded_in_one_way() -> None:
    """98.4 minutes are 98 in every sentence; 60.2 are not shown as the 60 that they are above."""
    assert [whole_minutes(98.4), whole_minutes(98.5), whole_minutes(60.2, 60), whole_minutes(60.0, 60)] == [
        98,
        99,
        61,
        60,
    ]


def test_above_six_sittings_no_number_of_parts_is_advised() -> None:
    """Nobody plans nine pull requests by a number; the largest files are where to begin."""
    finding = judged(pull_request(change("src/cart.py", added=tuple(f"total_{n} = 1" for n in range(3500))))).findings[
        0
    ]
    assert finding.fix == "Split it along what stands alone; the largest contribution is `src/cart.py`."
