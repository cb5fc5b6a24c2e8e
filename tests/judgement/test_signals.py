import pytest

from bot.facts.verdict import Verdict
from bot.journeys.planning import judged
from bot.judgement.signals import SIGNALS
from bot.shipped import load_split_weights
from tests.judgement.case_files import CASES, SignalCase, read_cases
from tests.judgement.rules_in_force import commenting_rules

WEIGHTS = load_split_weights()
FIRES = [pytest.param(rule, case, id=f"{rule}: {case.says}") for rule in SIGNALS for case in read_cases(rule).fires]
QUIET = [pytest.param(rule, case, id=f"{rule}: {case.says}") for rule in SIGNALS for case in read_cases(rule).quiet]


def findings(case: SignalCase) -> list[str]:
    """Return what is found, as the case files write it."""
    fails = {True: " fails", False: ""}
    return [f"{finding.level} {finding.rule}{fails[finding.mode == 'block']}" for finding in verdict_on(case).findings]


def verdict_on(case: SignalCase) -> Verdict:
    """Return the verdict, with a split plan wherever one is looked for."""
    return judged(case.facts(), case.rules(), WEIGHTS)[0]


@pytest.mark.parametrize(("rule", "case"), FIRES)
def test_a_signal_fires_on_its_cases(rule: str, case: SignalCase) -> None:
    """The findings are those of the case, and the signal's own line of the explanation says that it fired."""
    assert findings(case) == list(case.finds)
    assert {signal.rule: signal.fired for signal in verdict_on(case).signals}[rule]


@pytest.mark.parametrize(("rule", "case"), QUIET)
def test_a_signal_is_quiet_on_near_misses(rule: str, case: SignalCase) -> None:
    """Nothing is found beyond what the case expects of other signals."""
    assert findings(case) == list(case.also)
    assert not {signal.rule: signal.fired for signal in verdict_on(case).signals}[rule]


def test_every_signal_has_an_entry_and_cases() -> None:
    """The registry, rules/signals.yml and the case files name the same signals."""
    rules = commenting_rules().signals.signals
    assert sorted(rules) == sorted(SIGNALS)
    named = [path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.rglob("*.yml")]
    assert sorted(named) == sorted(SIGNALS)


def test_every_signal_fires_and_is_quiet_somewhere() -> None:
    """No case file is empty on either side."""
    for rule in SIGNALS:
        cases = read_cases(rule)
        assert cases.fires
        assert cases.quiet
