"""One call as a route sees it, the answer it gives, and the table row that joins them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlencode

from bot.practice.limits import PER_PAGE, PER_PAGE_MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.practice.accounts import Account
    from bot.practice.installations import InstallationToken, PracticeInstallation
    from bot.practice.issues import PracticeIssue
    from bot.practice.json_shapes import JsonObject
    from bot.practice.repositories import PracticeRepository
    from bot.practice.world import World


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered. `body` is JSON unless it is bytes; None is an empty body."""

    status: int = 200
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


class ApiError(Exception):
    """GitHub says no: status, message and, for a 422, which field."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        errors: Sequence[object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = errors
        self.headers = dict(headers or {})

    def answer(self) -> Answer:
        """Return it as GitHub words it."""
        body: JsonObject = {"message": self.message, "documentation_url": "https://docs.github.com/rest"}
        if self.errors is not None:
            body["errors"] = list(self.errors)
        return Answer(self.status, body | {"status": str(self.status)}, self.headers)


def not_found() -> ApiError:
    """Return the 404 that also stands for "you may not know that it exists"."""
    return ApiError(404, "Not Found")


def invalid(resource: str, field_name: str, message: str) -> ApiError:
    """Return the 422 for a field that cannot be used."""
    error = {"resource": resource, "code": "custom", "field": field_name, "message": message}
    return ApiError(422, "Validation Failed", errors=[error])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One route. `template` is GitHub's own; `needs` are alternatives of which the token must have one.

    `who` is who may call: the app with its claim, an installation or a person with a token, or anybody. What an
    installation may call is also `open_to_people` where it says so.
    """

    method: str
    template: str
    handler: Callable[[Call], Answer]
    needs: tuple[str, ...] = ()
    who: Literal["app", "installation", "person", "anybody"] = "installation"
    open_to_people: bool = False

    @property
    def for_people(self) -> bool:
        """Whether a person's token is taken."""
        return self.open_to_people or self.who == "person"


@dataclass(slots=True)
class Call:
    """One call. `params` are the names of the template, `url` the address without its query."""

    world: World
    endpoint: Endpoint
    method: str
    path: str
    url: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    installation: PracticeInstallation | None = None
    token: InstallationToken | None = None
    person: Account | None = None
    operation: str = ""
    is_mutation: bool = False

    @property
    def json(self) -> JsonObject:
        """The body as an object; raises ApiError 400 for anything else."""
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            raise ApiError(400, "Problems parsing JSON") from None
        if not isinstance(value, dict):
            raise ApiError(400, "Body should be a JSON object")
        return value

    @property
    def form(self) -> dict[str, str]:
        """The body as a browser sends a form; a field that stands twice counts once."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def as_installation(self) -> PracticeInstallation:
        """The installation whose token came with the call."""
        if self.installation is None:
            raise ApiError(401, "Requires authentication")
        return self.installation

    @property
    def actor(self) -> Account:
        """Who acts: the app's bot."""
        return self.world.app.bot

    @property
    def repository(self) -> PracticeRepository:
        """The repository in the path; raises ApiError 404 where the token does not open it."""
        if "repository_id" in self.params:
            number = self.number("repository_id")
            repository = self.world.repositories.get(number)
        else:
            repository = self.world.repository(f"{self.params['owner']}/{self.params['repo']}")
        if repository is None or not self.opens(repository):
            raise not_found()
        return repository

    @property
    def issue(self) -> PracticeIssue:
        """The issue or pull request in the path; raises ApiError 404."""
        issue = self.repository.issues.get(self.number("issue_number"))
        if issue is None:
            raise not_found()
        return issue

    def opens(self, repository: PracticeRepository) -> bool:
        """Tell whether the caller may see a repository."""
        if self.person is not None:
            # What both may see: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app
            installed = any(one.covers(repository) for one in self.world.installations.values())
            return not repository.private or (installed and repository.permission_of(self.person) != "none")
        if self.installation is None or self.token is None:
            return self.endpoint.who == "app"
        inside = self.token.repositories is None or repository.id in self.token.repositories
        return inside and self.installation.covers(repository)

    def number(self, name: str) -> int:
        """Return a number from the path; raises ApiError 404 for anything else."""
        text = self.params[name]
        if not (text.isascii() and text.isdecimal()):
            raise not_found()
        return int(text)

    def text(self, name: str, *, required: bool = False) -> str | None:
        """Return a text of the body, None where it is absent; raises ApiError 422."""
        value = self.json.get(name)
        if value is None and not required:
            return None
        if not isinstance(value, str):
            raise ApiError(422, f"Invalid request.\n\nFor 'properties/{name}', {value!r} is not a string.")
        return value

    def texts(self, name: str) -> list[str]:
        """Return a list of texts of the body; raises ApiError 422."""
        value = self.json.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ApiError(422, f"Invalid request.\n\nFor 'properties/{name}', {value!r} is not an array of strings.")
        return value

    def paged(self, items: Sequence[object], wrap: Callable[[list[object]], object] | None = None) -> Answer:
        """Answer one page of a list with GitHub's Link header; `wrap` puts the page into an object."""
        size = min(max(self._count("per_page", PER_PAGE), 1), PER_PAGE_MOST)
        page = max(self._count("page", 1), 1)
        last = max(-(-len(items) // size), 1)
        links = []
        if page > 1:
            links += [("prev", min(page - 1, last)), ("first", 1)]
        if page < last:
            links += [("next", page + 1), ("last", last)]
        header = ", ".join(f'<{self.url}?{urlencode({**self.query, "page": n})}>; rel="{name}"' for name, n in links)
        chosen = list(items[(page - 1) * size : page * size])
        return Answer(200, wrap(chosen) if wrap is not None else chosen, {"Link": header} if header else {})

    def _count(self, name: str, default: int) -> int:
        text = self.query.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() else default
