from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import httpx
import pytest
from githubkit_schemas.latest import models
from pydantic import TypeAdapter
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.practice import PULL_REQUESTS_ONLY

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.practice import Delivery, PracticeGitHub, PracticeRepository


@pytest.fixture
def shop(practice: PracticeGitHub) -> PracticeRepository:
    """Return a repository where the app is installed, with nothing waiting to be sent."""
    repository = practice.create_repository("acme/shop")
    practice.install("acme")
    practice.pending.clear()
    return repository


def _names(deliveries: list[Delivery]) -> list[str]:
    return [f"{delivery.event}.{delivery.action}" for delivery in deliveries]


class Receiver:
    """A server that takes webhooks and answers with what it is told to."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.got: list[tuple[dict[str, str], bytes]] = []
        app = Starlette(routes=[Route("/hook", self._take, methods=["POST"])])
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app))

    async def _take(self, request: Request) -> Response:
        self.got.append((dict(request.headers), await request.body()))
        return Response(status_code=self.statuses.pop(0) if self.statuses else 202)


async def test_a_delivery_is_signed_over_its_bytes(practice: PracticeGitHub, shop: PracticeRepository) -> None:
    """Whoever knows the secret can check it, and the headers are GitHub's."""
    shop.open_issue(title="Grüße", author=practice.account("ada"))
    receiver = Receiver()
    await practice.deliver(receiver.client, "http://bot/hook")
    headers, body = receiver.got[0]
    expected = "sha256=" + hmac.new(b"practice-secret", body, hashlib.sha256).hexdigest()
    assert headers["x-hub-signature-256"] == expected
    assert (headers["x-github-event"], headers["content-type"]) == ("issues", "application/json")
    assert headers["user-agent"].startswith("GitHub-Hookshot/")


def test_every_act_makes_its_event(practice: PracticeGitHub, shop: PracticeRepository) -> None:
    """What people do to a pull request is told in order, with the actions GitHub uses."""
    pull = shop.open_pull_request(title="T", author=practice.account("ada"), files={"a": "1\n"}, draft=True)
    pull.ready()
    pull.push({"b": "2\n"})
    pull.label("big")
    pull.edit(title="U")
    pull.comment("hm")
    pull.close()
    assert _names(practice.pending) == [
        "pull_request.opened", "pull_request.ready_for_review", "push.None", "pull_request.synchronize",
        "pull_request.labeled", "pull_request.edited", "issue_comment.created", "pull_request.closed",
    ]  # fmt: skip


def test_a_payload_is_the_state_at_that_moment(practice: PracticeGitHub, shop: PracticeRepository) -> None:
    """A payload does not change when the pull request does: a late delivery tells of the past."""
    pull = shop.open_pull_request(title="Old", author=practice.account("ada"), files={"a": "1\n"})
    pull.edit(title="New")
    titles = [TypeAdapter(dict[str, dict[str, object]]).validate_python(
        {"pull_request": delivery.payload["pull_request"]})["pull_request"]["title"]
        for delivery in practice.pending]  # fmt: skip
    assert titles == ["Old", "New"]


def test_an_app_hears_what_it_may_hear(practice: PracticeGitHub) -> None:
    """Without permission for issues there is no word of issues; comments on pull requests still come."""
    repository = practice.create_repository("acme/shop")
    practice.install("acme", permissions=PULL_REQUESTS_ONLY)
    practice.pending.clear()
    repository.open_issue(title="Broken", author=practice.account("ada"))
    repository.open_pull_request(title="T", author=practice.account("ada"), files={"a": "1\n"}).comment("hm")
    assert _names(practice.pending) == ["pull_request.opened", "issue_comment.created"]


def test_a_repository_that_was_not_selected_is_silent(practice: PracticeGitHub) -> None:
    """Events of repositories outside the installation are nobody's business."""
    inside, outside = (practice.create_repository(f"acme/{name}") for name in ("shop", "vault"))
    practice.install("acme", repositories=[inside])
    practice.pending.clear()
    for repository in (inside, outside):
        repository.open_issue(title="Broken", author=practice.account("ada"))
    assert [delivery.repository_id for delivery in practice.pending] == [inside.id]


async def test_a_failed_delivery_is_not_sent_again_by_itself(
    practice: PracticeGitHub, shop: PracticeRepository
) -> None:
    """It stays in the log with its status; redelivering keeps the guid."""
    shop.open_issue(title="Broken", author=practice.account("ada"))
    receiver = Receiver(503, 202)
    (failed,) = await practice.deliver(receiver.client, "http://bot/hook")
    assert await practice.deliver(receiver.client, "http://bot/hook") == []
    practice.redeliver(failed.delivery.guid)
    (repeated,) = await practice.deliver(receiver.client, "http://bot/hook")
    assert (failed.status_code, repeated.status_code, repeated.redelivery) == (503, 202, True)
    assert len({headers["x-github-delivery"] for headers, _ in receiver.got}) == 1


async def test_nobody_there_is_a_failed_delivery(practice: PracticeGitHub, shop: PracticeRepository) -> None:
    """A connection that cannot be made is noted, not raised."""
    shop.open_issue(title="Broken", author=practice.account("ada"))
    async with httpx.AsyncClient() as client:
        (attempt,) = await practice.deliver(client, "http://127.0.0.1:9/hook")
    assert (attempt.status_code, attempt.ok) == (0, False)


def test_a_rotated_secret_signs_what_is_redelivered(practice: PracticeGitHub, shop: PracticeRepository) -> None:
    """A redelivery is signed with the secret of today."""
    shop.open_issue(title="Broken", author=practice.account("ada"))
    delivery = practice.pending.pop()
    before = delivery.headers["X-Hub-Signature-256"]
    practice.webhook_secret = "another"
    practice.redeliver(delivery.guid)
    assert practice.pending[0].headers["X-Hub-Signature-256"] != before


def test_every_payload_is_what_githubs_schema_says(practice: PracticeGitHub) -> None:
    """Each webhook validates against GitHub's description of its event and action."""
    shop = practice.create_repository("acme/shop", {"a": "1\n"})
    installation, ada, bob = practice.install("acme"), practice.account("ada"), practice.account("bob")
    pull = shop.open_pull_request(title="T", author=ada, files={"a": "2\n"}, draft=True, fork=True)
    issue = shop.open_issue(title="I", author=ada)
    for subject in (pull, issue):
        subject.edit(title="New")
        subject.label("x")
        subject.unlabel("x")
        subject.assign(bob)
        subject.unassign(bob)
        comment = subject.comment("hm")
        comment.edit("hm!")
        comment.delete()
        subject.close()
        subject.reopen()
    pull.push({"b": "2\n"})
    pull.ready()
    pull.convert_to_draft()
    practice.check_run_of_another_app(shop, "build", pull.head_sha).rerequest(bob)
    pull.merge()
    shop.rename("acme/store")
    installation.remove(shop)
    installation.add(shop)
    installation.suspend()
    installation.unsuspend()
    installation.delete()
    for delivery in practice.pending:
        words = f"webhook_{delivery.event}" + (f"_{delivery.action}" if delivery.action else "")
        model = getattr(models, "".join(word.title() for word in words.split("_")))
        TypeAdapter(model).validate_json(delivery.body)
    assert len({(delivery.event, delivery.action) for delivery in practice.pending}) > 25
