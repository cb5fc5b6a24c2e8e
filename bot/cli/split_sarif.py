"""A split plan as SARIF 2.1.0: one note for each part, at the lines of the head that are in it."""

from bot import __version__
from bot.cli.sarif import location
from bot.facts.plain import Plain
from bot.facts.split import SplitPart, SplitPlan
from bot.facts.verdict import Place

MOST_PLACES = 100


def split_sarif(plan: SplitPlan) -> Plain:
    """Return the parts as one SARIF run; what was not seen is a notification."""
    notes: list[Plain] = [{"level": "warning", "message": {"text": note}} for note in plan.unseen]
    rules: list[Plain] = [{"id": "split_plan", "shortDescription": {"text": "part of a split plan"}}]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "OneSitting", "version": __version__, "rules": rules}},
                "columnKind": "utf16CodeUnits",
                "invocations": [
                    {"executionSuccessful": plan.says != "not_analysed", "toolExecutionNotifications": notes}
                ],
                "results": [_result(part, len(plan.parts)) for part in plan.parts],
                "properties": {"says": plan.says, "minutes": plan.minutes, "budget_minutes": plan.budget_minutes},
            }
        ],
    }


def _result(part: SplitPart, parts: int) -> Plain:
    places = [Place(file.path, lines) for file in part.files for lines in file.added or (None,)]
    return {
        "ruleId": "split_plan",
        "level": "note",
        "message": {"text": f"Part {part.number} of {parts}: {part.title} ({part.minutes:g} minutes)"},
        "locations": [location(place) for place in places[:MOST_PLACES]],
        "properties": {"part": part.number, "minutes": part.minutes, "depends_on": list(part.depends_on)},
    }
