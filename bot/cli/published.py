"""The schemas that are published for editors and for readers of results; scripts/schemas.py writes them to schemas/."""

import json

from bot.facts.checkup import Checkup
from bot.facts.configuration import Setting
from bot.facts.plain import Plain, plain
from bot.facts.problems import Problem
from bot.facts.report import Report
from bot.facts.routing import Routing
from bot.facts.rule_stats import RuleStats
from bot.facts.split import SplitPlan
from bot.facts.verdict import Verdict
from bot.policy.monday_file import MondayFile
from bot.policy.ownership_file import OwnershipFile
from bot.policy.repository import RepositoryRules
from bot.policy.schema import Schema, list_schema, result_schema, yaml_schema
from bot.triage.learned.replay import Replay


def published() -> dict[str, str]:
    """Return the text of each schema by its file name."""
    schemas: dict[str, Schema] = {
        "onesitting": yaml_schema(RepositoryRules, "onesitting"),
        "ownership": yaml_schema(OwnershipFile, "ownership"),
        "monday": yaml_schema(MondayFile, "monday"),
        "score-result": result_schema(Verdict, "score-result"),
        "split-result": result_schema(SplitPlan, "split-result"),
        "route-result": result_schema(Routing, "route-result"),
        "replay-result": result_schema(Replay, "replay-result"),
        "report-result": result_schema(Report, "report-result"),
        "doctor-result": result_schema(Checkup, "doctor-result"),
        "config-result": list_schema(Setting, "config-result"),
        "rules-result": list_schema(RuleStats, "rules-result"),
        "lint-result": list_schema(Problem, "lint-result"),
    }
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


def report_data(report: Report) -> Plain:
    """Return a report as schemas/report-result.schema.json says."""
    return plain(report)
