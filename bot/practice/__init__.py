r"""A practice GitHub: stateful, over HTTP, for the demo and for every test. It imports nothing of bot but localgit.

practice = PracticeGitHub(webhook_secret="...")
shop = practice.create_repository("acme/shop", {"a.py": "x = 1\\n"})
practice.install("acme")
pull = shop.open_pull_request(title="...", author=practice.account("ada"), files={"a.py": "x = 2\\n"})
await practice.deliver(client, "http://bot/webhooks/github")     # signed webhooks of all that happened
pull.comments, pull.check_runs, practice.calls, practice.transcript  # what the app did
"""

from bot.practice.accounts import Account
from bot.practice.calls import PracticeCall
from bot.practice.checks import PracticeCheckRun
from bot.practice.comments import PracticeComment
from bot.practice.faults import Fault
from bot.practice.github import PracticeGitHub
from bot.practice.installations import PracticeInstallation
from bot.practice.issues import PracticeIssue
from bot.practice.permissions import ALL, PULL_REQUESTS_ONLY
from bot.practice.pull_requests import PracticeCommit, PracticePullRequest
from bot.practice.repositories import PracticeRepository
from bot.practice.transcript import Act, CrossReference, Notification
from bot.practice.webhooks import Attempt, Delivery

__all__ = [
    "ALL",
    "PULL_REQUESTS_ONLY",
    "Account",
    "Act",
    "Attempt",
    "CrossReference",
    "Delivery",
    "Fault",
    "Notification",
    "PracticeCall",
    "PracticeCheckRun",
    "PracticeComment",
    "PracticeCommit",
    "PracticeGitHub",
    "PracticeInstallation",
    "PracticeIssue",
    "PracticePullRequest",
    "PracticeRepository",
]
