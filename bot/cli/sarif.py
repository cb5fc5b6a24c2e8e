"""A verdict as SARIF 2.1.0, the format that editors and code-scanning pages read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from urllib.parse import quote

from bot import __version__
from bot.facts.plain import Plain
from bot.facts.verdict import Finding, Place, Verdict

_LEVELS = {"act": "warning", "notice": "note"}


def sarif(verdict: Verdict) -> Plain:
    """Return the findings as one SARIF run; a verdict that was not analysed is an execution notification."""
    rules: list[Plain] = [
        {"id": signal.rule, "shortDescription": {"text": signal.rule.replace("_", " ")}}
        for signal in sorted({signal.rule: signal for signal in verdict.signals}.values(), key=lambda s: s.rule)
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "OneSitting", "version": __version__, "rules": rules}},
                "columnKind": "utf16CodeUnits",
                "invocations": [_invocation(verdict)],
                "results": [_result(finding) for finding in verdict.findings],
                "properties": {
                    "band": verdict.band,
                    "minutes": verdict.effort.minutes,
                    "sittings": verdict.effort.sittings,
                },
            }
        ],
    }


def _invocation(verdict: Verdict) -> Plain:
    notes: list[Plain] = [{"level": "warning", "message": {"text": note}} for note in verdict.unseen]
    return {
        "executionSuccessful": verdict.band != "not_analysed",
        "toolExecutionNotifications": notes,
    }


def _result(finding: Finding) -> Plain:
    text = finding.says + (f" {finding.fix}" if finding.fix else "")
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.level],
        "message": {"text": text},
        "locations": [location(place) for place in finding.evidence[:10]],
        "properties": {"value": finding.value, "limit": finding.limit},
    }


def location(place: Place) -> Plain:
    """Return a place as SARIF: lines of the old file have none at the head and leave the file alone."""
    physical: dict[str, Plain] = {"artifactLocation": {"uri": quote(place.path)}}
    if place.lines and place.side == "new" and place.lines[0] > 0:
        physical["region"] = {"startLine": place.lines[0], "endLine": max(place.lines)}
    return {"physicalLocation": physical}
