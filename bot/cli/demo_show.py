"""What people would see: every check run and comment, then one table."""

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.cli.render import markdown
from bot.judgement.naming import counted
from bot.messages.terminal import for_terminal
from bot.practice import PracticeIssue, PracticePullRequest, PracticeRepository


def show_everything(out: Console, repository: PracticeRepository) -> None:
    """Print every pull request and issue with what the bot said on it."""
    for issue in repository.issues.values():
        out.print()
        out.print(Rule(_words(f"#{issue.number} {issue.title}"), align="left"))
        out.print(Text(f"{_kind(issue)} by {for_terminal(issue.author.login)}", style="dim"))
        if isinstance(issue, PracticePullRequest):
            _show_checks(out, issue)
        _show_acts(out, issue)
        for comment in issue.comments:
            title = "comment" + (" (hidden as resolved)" if comment.minimized else "")
            out.print(Panel(markdown(comment.body), title=title, title_align="left"))
        if not issue.comments:
            out.print(Text("No comment.", style="dim"))


def show_summary(out: Console, repository: PracticeRepository) -> None:
    """Print one row for each pull request and issue."""
    pulls, issues = Table(title="Pull requests"), Table(title="Issues")
    for name in ("#", "title", "by", "Reviewability", "comment"):
        pulls.add_column(name, overflow="fold")
    for name in ("#", "title", "by", "labels", "assigned to", "comment"):
        issues.add_column(name, overflow="fold")
    for issue in repository.issues.values():
        said = "yes" if issue.comments else "no"
        number, title, author = str(issue.number), _words(issue.title), _words(issue.author.login)
        if isinstance(issue, PracticePullRequest):
            checks = "; ".join(f"{check.title} ({check.conclusion or check.status})" for check in issue.check_runs)
            pulls.add_row(number, title, author, _words(checks or "none"), said)
        else:
            assigned = ", ".join(account.login for account in issue.assignees)
            issues.add_row(number, title, author, _words(", ".join(issue.labels)), _words(assigned), said)
    out.print()
    for table in (pulls, issues):
        if table.row_count:
            out.print(table)
    out.print(_closing(repository), highlight=False)


def _show_checks(out: Console, pull: PracticePullRequest) -> None:
    for check in pull.check_runs:
        title = f"check run {check.name}: {check.conclusion or check.status}"
        body = Group(
            Text(for_terminal(check.title or ""), style="bold"), Padding(markdown(check.summary or ""), (1, 0, 0, 0))
        )
        out.print(Panel(body, title=for_terminal(title), title_align="left", border_style="dim"))
    if not pull.check_runs:
        out.print(Text("No check run.", style="dim"))


def _show_acts(out: Console, issue: PracticeIssue) -> None:
    if issue.labels and not isinstance(issue, PracticePullRequest):
        out.print(Text("Labels: " + for_terminal(", ".join(issue.labels))))
    if issue.assignees:
        out.print(Text("Assigned to: " + for_terminal(", ".join(account.login for account in issue.assignees))))


def _closing(repository: PracticeRepository) -> str:
    """Return what it cost: comments, writes, calls, and how many people were told."""
    world = repository.world
    comments = sum(len(issue.comments) for issue in repository.issues.values())
    calls = [call for call in world.calls if "access_tokens" not in call.path]
    writes = sum(call.method != "GET" and call.path != "/graphql" for call in calls)
    told = len({note.login for note in world.notifications if note.by == world.app.bot.login})
    pulls = sum(isinstance(issue, PracticePullRequest) for issue in repository.issues.values())
    issues = len(repository.issues) - pulls
    return in_words(pulls=pulls, issues=issues, comments=comments, calls=len(calls), writes=writes, told=told)


def in_words(*, pulls: int, issues: int, comments: int, calls: int, writes: int, told: int) -> str:
    """Return the closing line: what was looked at, and what it cost on GitHub and in people's attention."""
    looked = [counted(number, noun) for number, noun in ((pulls, "pull request"), (issues, "issue")) if number]
    notified = "1 person was notified" if told == 1 else f"{told or 'no'} people were notified"
    cost = f"{counted(comments, 'comment')}, {counted(calls, 'call')} to GitHub, {writes} of them writes"
    return f"{' and '.join(looked) or 'Nothing to look at'}: {cost}; {notified}."


def _kind(issue: PracticeIssue) -> str:
    if not isinstance(issue, PracticePullRequest):
        return "issue"
    return "draft pull request" if issue.draft else "pull request"


def _words(text: str) -> Text:
    return Text(for_terminal(text))
