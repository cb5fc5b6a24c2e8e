"""Links into a repository: https only, every part percent-encoded, always at a fixed commit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from bot.facts.repository import Repository

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")  # SHA-1, or SHA-256
_HTTPS = re.compile(r"https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#].*)?", re.DOTALL)
_NOT_AN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_FULL_NAME = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
LONGEST_URL = 7_000
"""Characters: GitHub answers 414 to addresses above 8 KB."""
_SAFE_IN_URL = "/:?#=&;,+~%"  # no brackets, parentheses, quotes, backslash or space: none ends a Markdown link


def link_url(url: str) -> str | None:
    """Return a foreign address, percent-encoded for a Markdown link; None unless it is plain https without a login."""
    if not _HTTPS.fullmatch(url):
        return None
    return quote(_NOT_AN_ESCAPE.sub("%25", url).encode(errors="replace"), safe=_SAFE_IN_URL)


def blob_url(repository: Repository | None, commit: str, path: str, lines: tuple[int, int] | None = None) -> str | None:
    """Return the address of a file, or of its lines (first, last), at a commit; None where there is none to give."""
    folders = path.split("/")
    if repository is None or not _COMMIT.fullmatch(commit) or any(name in {"", ".", ".."} for name in folders):
        return None
    where = "/".join(quote(name.encode(errors="replace"), safe="") for name in folders)
    owner, name = quote(repository.owner, safe=""), quote(repository.name, safe="")
    return f"{repository.web}/{owner}/{name}/blob/{commit}/{where}{_fragment(lines)}"


def issue_url(web: str, full_name: str, number: int) -> str | None:
    """Return the page of an issue or a pull request; None for a name that no repository has."""
    if not _FULL_NAME.fullmatch(full_name):
        return None
    return f"{web}/{full_name}/issues/{number}"


def quiet_issue_url(web: str, full_name: str, number: int) -> str | None:
    """Return an address of the page that leaves no "mentioned this" on it.

    GitHub finds references by their address and does not follow redirect.github.com, which it keeps for that; an
    Enterprise Server has no such host.
    """
    return issue_url("https://redirect.github.com" if web == "https://github.com" else web, full_name, number)


def quiet_issue_link(repository: Repository, number: int) -> str:
    """Return an issue as a link that leaves nothing on it: `#12` in a text would show there as "mentioned this"."""
    url = quiet_issue_url(repository.web, f"{repository.owner}/{repository.name}", number)
    return f"[#{number}]({url})" if url else f"#{number}"


def new_file_url(repository: Repository, path: str, text: str) -> str | None:
    """Return GitHub's page for a new file on the default branch, with path and text filled in; None if too long.

    https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files
    """
    owner, name = quote(repository.owner, safe=""), quote(repository.name, safe="")
    branch = quote(repository.default_branch.encode(errors="replace"), safe="/")
    filled = f"filename={quote(path, safe='/')}&value={quote(text.encode(errors='replace'), safe='')}"
    url = f"{repository.web}/{owner}/{name}/new/{branch}?{filled}"
    return url if len(url) <= LONGEST_URL else None


def security_policy_url(repository: Repository) -> str:
    """Return the page that says how to report a vulnerability in private."""
    return f"{repository.web}/{quote(repository.owner, safe='')}/{quote(repository.name, safe='')}/security/policy"


def _fragment(lines: tuple[int, int] | None) -> str:
    if lines is None:
        return ""
    first, last = lines
    return f"#L{first}" if first == last else f"#L{first}-L{last}"
