"""One request to GitHub and its answer: githubkit's request layer, with our own limits around it.

githubkit as it comes waits for ever, sleeps on rate limits, sends a POST again after a 5xx and fails on a `Retry-After`
that is a date. So: explicit timeouts, no automatic retry, no cache, and refusals raised before its own checks see them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import githubkit
import httpx
from githubkit.exception import RequestError

from bot.github.failures import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TIMEOUT = httpx.Timeout(20.0, connect=5.0, pool=30.0)
API_VERSION = "2022-11-28"
_NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')


def web_address(base_url: str) -> str:
    """Return where people read what `base_url` serves to programs.

    That is HOST for https://api.HOST (github.com, and SUBDOMAIN.ghe.com with data residency:
    https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency) and for https://HOST/api/v3.
    """
    base = base_url.rstrip("/")
    if base.endswith("/api/v3"):
        return base.removesuffix("/api/v3")
    return re.sub(r"^(https?://)api\.", r"\1", base)


def graphql_address(base_url: str) -> str:
    """Return where GraphQL is answered: beside REST, which GitHub Enterprise Server serves under /api/v3."""
    base = base_url.rstrip("/")
    return (base.removesuffix("/v3") if base.endswith("/api/v3") else base) + "/graphql"


class Refused(Exception):  # noqa: N818 - named after what happened, as the house's four errors are
    """GitHub did not answer with success; `refusal` says how."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the JSON (None where there is none), header names in lower case, whether a page follows."""

    data: Any
    headers: Mapping[str, str]

    @property
    def has_next(self) -> bool:
        """Whether the `Link` header names a next page."""
        return _NEXT.search(self.headers.get("link", "")) is not None

    @property
    def next_cursor(self) -> str:
        """The `cursor` of the next page, for lists that have one; empty behind the last."""
        found = _NEXT.search(self.headers.get("link", ""))
        return parse_qs(urlsplit(found[1]).query).get("cursor", [""])[0] if found else ""


class Wire:
    """Connections to one GitHub, shared by all installations."""

    def __init__(
        self,
        base_url: str,
        transport: httpx.AsyncBaseTransport | None = None,
        count: Callable[[str, int | None], None] = lambda _method, _status: None,
    ) -> None:
        """`base_url` is https://api.github.com or, for GitHub Enterprise Server, https://HOST/api/v3.

        `count` is called once for each request with its method and the answer's status, None where no answer came.
        """
        self._count = count
        self._graphql = graphql_address(base_url)
        inner = transport or httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=100))
        self._transport = _Shared((base_url, web_address(base_url)), inner)
        self._github = githubkit.GitHub(
            base_url=base_url.rstrip("/"),
            user_agent="OneSitting",
            timeout=TIMEOUT,
            async_transport=self._transport,
            async_event_hooks={"response": [_refuse]},
            http_cache=False,
            auto_retry=False,
        )

    async def send(self, method: str, path: str, bearer: str, body: object = None, **params: str | int) -> Answer:
        """Send one request; `path` is relative to the base URL, "/graphql" is the GraphQL endpoint. Raises Refused."""
        headers = {"Authorization": f"Bearer {bearer}", "X-GitHub-Api-Version": API_VERSION}
        return await self.call(method, path, headers, body, **params)

    async def call(
        self, method: str, path: str, headers: Mapping[str, str], body: object = None, **params: str | int
    ) -> Answer:
        """Send one request with headers of one's own; a `path` may be a whole address as well. Raises Refused."""
        call = f"{method} {path}"
        url = self._graphql if path == "/graphql" else path
        try:
            response = await self._github.arequest(method, url, json=body, params=params or None, headers=dict(headers))
        except RequestError as error:
            if isinstance(error.exc, _ErrorAnswer):
                answer = error.exc.response
                self._count(method, answer.status_code)
                raise Refused(Refusal(call, answer.status_code, _headers(answer), answer.text)) from None
            self._count(method, None)
            if isinstance(error.exc, httpx.HTTPError | httpx.StreamError):
                raise Refused(Refusal(call, None, {}, type(error.exc).__name__)) from None
            raise
        raw = response.raw_response
        self._count(method, raw.status_code)
        try:
            return Answer(_plain_json(raw.content), _headers(raw))
        except ValueError:
            raise Refused(Refusal(call, 502, _headers(raw), "the answer is not JSON")) from None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.close()


class _ErrorAnswer(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response.status_code)
        self.response = response


async def _refuse(response: httpx.Response) -> None:
    if response.status_code >= 400:  # noqa: PLR2004
        await response.aread()
        raise _ErrorAnswer(response)


class _Shared(httpx.AsyncBaseTransport):
    """A transport that outlives the short-lived clients that githubkit opens around it, and leads to GitHub alone.

    No redirect and no address in an answer brings a request, or a token, anywhere else.
    """

    def __init__(self, addresses: tuple[str, ...], inner: httpx.AsyncBaseTransport) -> None:
        self._origins = {_origin(httpx.URL(address)) for address in addresses}
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if _origin(request.url) not in self._origins:
            raise httpx.UnsupportedProtocol("not an address of this GitHub", request=request)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Stay open: this is called at the end of each request."""

    async def close(self) -> None:
        await self._inner.aclose()


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _plain_json(content: bytes) -> Any:  # noqa: ANN401 - JSON is any value
    if not content.strip():
        return None
    value = json.loads(content)
    # JSON can escape half of a surrogate pair, which no UTF-8 file or database takes.
    return _without_surrogates(value) if b"\\ud" in content or b"\\uD" in content else value


def _without_surrogates(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {str(_without_surrogates(key)): _without_surrogates(item) for key, item in value.items()}
    return value
