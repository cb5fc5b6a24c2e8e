"""Our app at one GitHub, and one installation of it as the journeys see it: reads, questions, writes.

Nobody sleeps here. A refusal becomes FactsUnavailable (reads) or EffectRefused (writes) with the advice of
bot.github.failures, and the queue looks again. Two exceptions repeat a call at once: a refused token is bought anew
(the call was not performed), and a read is asked a second time after a broken connection or a 502. A write whose
answer was lost is never repeated: the next journey looks first whether it happened.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.facts.errors import EffectRefused, FactsUnavailable, Skip
from bot.github.app_auth import AppKey, Scope, Token, Tokens
from bot.github.budget import CHANGE, READ, Budget
from bot.github.failures import Refusal, advise, http_date
from bot.github.graphql_answer import read_graphql, refused_mutation
from bot.github.wire import Answer, Refused, Wire, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from bot.github.budget import Purpose

MAX_SKEW = timedelta(seconds=30)
_READ = ("checks", "contents", "issues", "metadata", "pull_requests")
"""What the questions about pull requests ask for; GitHub refuses a token with more than the installation has."""


class App:
    """Our app at one GitHub: its key, its tokens, its connections."""

    def __init__(
        self,
        app_id: int,
        private_key: str,
        *,
        now: Callable[[], datetime],
        base_url: str = "https://api.github.com",
        transport: httpx.AsyncBaseTransport | None = None,
        count: Callable[[str, int | None], None] = lambda _method, _status: None,
        budget: Budget | None = None,
    ) -> None:
        """Load the key; raises ValueError for one that cannot be used. `count` hears of each call (bot.github.wire)."""
        self.app_id = app_id
        self.now = now
        self.bot_id: int | None = None  # the account we act as, known from the first GraphQL answer on
        self.last_answer_at: datetime | None = None
        self.budget = budget or Budget(now)
        self.tokens = Tokens(self._buy, now)
        self._key = AppKey(app_id, private_key)
        self.web = web_address(base_url)
        self._wire = Wire(base_url, transport, count)
        self._skew = timedelta(0)
        self._installed_at: dict[int, datetime] = {}

    @property
    def quota_left(self) -> dict[int, int]:
        """What is left of each installation's hour of REST requests."""
        quotas = self.budget.quotas.items()
        return {installation: quota.left for (installation, resource), quota in quotas if resource == "core"}

    def installation(self, installation: int, repository: int | None = None, *, purpose: Purpose = "work") -> GitHub:
        """Return GitHub as one installation; with a repository id its tokens open that repository alone.

        `purpose` says how much of the installation's limits may be used up.
        """
        return GitHub(self, Scope(installation, repository), purpose)

    async def installed_at(self, installation: int) -> datetime:
        """Return when the app was installed; asked once a process. Raises FactsUnavailable."""
        if installation not in self._installed_at:
            answer = await self._as_app("GET", f"/app/installations/{installation}")
            self._installed_at[installation] = _time(answer.data["created_at"])
        return self._installed_at[installation]

    async def installation_of(self, full_name: str) -> int:
        """Return the installation that covers a repository (`owner/name`). Raises FactsUnavailable."""
        return int((await self._as_app("GET", f"/repos/{full_name}/installation")).data["id"])

    async def ask(self, path: str, **params: str | int) -> Answer:
        """GET something as the app itself. Raises FactsUnavailable."""
        return await self._as_app("GET", path, **params)

    async def post(self, path: str) -> Answer:
        """POST something as the app itself, once: where the answer was lost it may have happened.

        Raises FactsUnavailable.
        """
        try:
            return await self._signed("POST", path, None)
        except Refused as refused:
            raise self._unavailable(refused.refusal) from None

    @property
    def wire(self) -> Wire:
        """The connections, for whoever calls in another name than the app's (bot.github.people)."""
        return self._wire

    async def aclose(self) -> None:
        """Close the connections."""
        await self._wire.aclose()

    async def send(
        self,
        scope: Scope,
        method: str,
        path: str,
        body: object = None,
        *,
        purpose: Purpose = "work",
        changes: bool = False,
        **params: str | int,
    ) -> Answer:
        """Send with the scope's token; one refused with 401 is bought anew, once.

        Raises Refused, or FactsUnavailable where no token can be bought or a limit leaves no room.
        """
        resource = "graphql" if path == "/graphql" else "core"
        self.budget.admit(scope.installation, resource, purpose, CHANGE if changes else READ)
        async with self.budget.gate(scope.installation):
            token = await self.tokens.get(scope)
            try:
                answer = await self._wire.send(method, path, token.value, body, **params)
            except Refused as refused:
                self.budget.learn(scope.installation, resource, refused.refusal.headers)
                if refused.refusal.status != 401:  # noqa: PLR2004
                    raise
                self.tokens.evict(scope, token)
                token = await self.tokens.get(scope)
                answer = await self._wire.send(method, path, token.value, body, **params)
        self.last_answer_at = self.now()
        self.budget.learn(scope.installation, resource, answer.headers)
        return answer

    async def _buy(self, scope: Scope) -> Token:
        path = f"/app/installations/{scope.installation}/access_tokens"
        answer = await self._as_app("POST", path, scope.request)
        return Token(answer.data["token"], _time(answer.data["expires_at"]), dict(answer.data.get("permissions") or {}))

    async def _as_app(self, method: str, path: str, body: object = None, **params: str | int) -> Answer:
        """Call as the app itself. A claim refused while the clocks differ is signed anew by GitHub's clock, once."""
        try:
            return await self._signed(method, path, body, **params)
        except Refused as refused:
            refusal = refused.refusal
            theirs = http_date(refusal.headers.get("date", ""))
            skew = theirs - self.now() if theirs is not None else timedelta(0)
            if refusal.status == 401 and abs(skew - self._skew) > MAX_SKEW:  # noqa: PLR2004
                self._skew = skew
            elif refusal.status is not None and refusal.status != 502:  # noqa: PLR2004
                raise self._unavailable(refusal) from None
        try:
            return await self._signed(method, path, body, **params)
        except Refused as refused:
            raise self._unavailable(refused.refusal) from None

    async def _signed(self, method: str, path: str, body: object, **params: str | int) -> Answer:
        return await self._wire.send(method, path, self._key.claim(self.now() + self._skew), body, **params)

    def _unavailable(self, refusal: Refusal) -> FactsUnavailable:
        if refusal.status == 422:  # noqa: PLR2004 - a token for a repository that was taken from the installation
            return FactsUnavailable(Skip(f"the repository does not belong to the installation: {refusal}"))
        return FactsUnavailable(advise(refusal, self.now()))


class GitHub:
    """GitHub as one installation may see and change it."""

    def __init__(self, app: App, scope: Scope, purpose: Purpose = "work") -> None:
        self._app = app
        self._scope = scope
        self._purpose = purpose

    @property
    def app_id(self) -> int:
        """Our app's numeric id."""
        return self._app.app_id

    @property
    def web(self) -> str:
        """Where people read this GitHub."""
        return self._app.web

    def for_reading_files(self) -> GitHub:
        """Return the same installation with a token that opens every repository of it, for reading files only."""
        return GitHub(self._app, Scope(self._scope.installation, reads=("contents", "metadata")), self._purpose)

    async def for_reading(self) -> GitHub:
        """Return the same installation with a token that opens every repository of it, and writes nothing.

        One question can then tell of a repository and of the organisation's own, which may be private. Raises
        FactsUnavailable.
        """
        held = await self.permissions()
        scope = Scope(self._scope.installation, reads=tuple(name for name in _READ if name in held))
        return GitHub(self._app, scope, self._purpose)

    def only(self, repository: int) -> GitHub:
        """Return the same installation with a token that opens one repository alone."""
        return GitHub(self._app, Scope(self._scope.installation, repository), self._purpose)

    @property
    def quota_left(self) -> int | None:
        """Requests that are left of the installation's hour, as GitHub said last; None before it said so."""
        return self._app.quota_left.get(self._scope.installation)

    async def permissions(self) -> Mapping[str, str]:
        """Return what our token may do, like {"checks": "write"}; bought where there is none.

        Raises FactsUnavailable.
        """
        return (await self._app.tokens.get(self._scope)).permissions

    async def installed_at(self) -> datetime:
        """Return when the app was installed. Raises FactsUnavailable."""
        return await self._app.installed_at(self._scope.installation)

    async def read(self, path: str, *, fresh: bool = False, **params: str | int) -> Answer:
        """GET, asked again once after a broken connection or a 502. Raises FactsUnavailable."""
        try:
            return await self._twice("GET", path, None, **params)
        except Refused as refused:
            raise self._unavailable(refused.refusal, fresh=fresh) from None

    async def pages(self, path: str, *, per_page: int = 100, most: int) -> list[Any]:
        """GET every page of a list, at most `most` items. Raises FactsUnavailable."""
        items: list[Any] = []
        for page in range(1, -(-most // per_page) + 1):
            answer = await self.read(path, per_page=per_page, page=page)
            items += answer.data
            if not answer.has_next:
                break
        return items[:most]

    async def ask(self, query: str, **variables: object) -> dict[str, Any]:
        """Ask a GraphQL question and return its data.

        Parts of the answer that are null because they do not exist or may not be seen (errors NOT_FOUND, FORBIDDEN)
        are left null for the caller to name. Raises FactsUnavailable.
        """
        try:
            answer = await self._twice("POST", "/graphql", {"query": query, "variables": variables})
        except Refused as refused:
            raise self._unavailable(refused.refusal) from None
        result = read_graphql(query, answer)
        if isinstance(result, Refusal):
            raise self._unavailable(result)
        self._app.bot_id = (result.get("viewer") or {}).get("databaseId") or self._app.bot_id
        return result

    async def afford(self, priority: int, changes: int = 1) -> None:
        """Count changes that are about to be made (`priority`: bot.effects.kinds) against the limits on them.

        Raises EffectRefused where there is no room.
        """
        try:
            await self._app.budget.afford(self._scope.installation, self._purpose, priority, changes)
        except FactsUnavailable as unavailable:
            raise EffectRefused(unavailable.advice) from None

    async def write(self, method: str, path: str, body: object) -> Any:  # noqa: ANN401 - JSON is any value
        """Change something by REST and return what GitHub answered. Raises EffectRefused."""
        return (await self._change(method, path, body)).data

    async def mutate(self, query: str, **variables: object) -> None:
        """Change something by GraphQL. Raises EffectRefused."""
        answer = await self._change("POST", "/graphql", {"query": query, "variables": variables})
        if (refusal := refused_mutation(query, answer)) is not None:
            raise EffectRefused(advise(refusal, self._app.now()))

    async def _change(self, method: str, path: str, body: object) -> Answer:
        try:
            return await self._app.send(self._scope, method, path, body, purpose=self._purpose, changes=True)
        except Refused as refused:
            raise EffectRefused(advise(refused.refusal, self._app.now())) from None
        except FactsUnavailable as unavailable:
            raise EffectRefused(unavailable.advice) from None

    async def _twice(self, method: str, path: str, body: object, **params: str | int) -> Answer:
        try:
            return await self._app.send(self._scope, method, path, body, purpose=self._purpose, changes=False, **params)
        except Refused as refused:
            if refused.refusal.status not in (None, 502):
                raise
        return await self._app.send(self._scope, method, path, body, purpose=self._purpose, changes=False, **params)

    def _unavailable(self, refusal: Refusal, *, fresh: bool = False) -> FactsUnavailable:
        refusal = Refusal(refusal.call, refusal.status, refusal.headers, refusal.body, fresh)
        return FactsUnavailable(advise(refusal, self._app.now()))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
