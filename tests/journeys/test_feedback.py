"""A piece of feedback from webhook to owner, against the practice GitHub."""

from __future__ import annotations

from tests.journeys.stage import OWNERSHIP, Stage

MAP = {
    OWNERSHIP: """
version: 1
feedback: {mode: route}
defaults: {auto_route: 0.8}
areas:
  checkout:
    owner: bo
    description: paying for what is in the basket
    keywords: [payment, card, refund, invoice, basket]
  search:
    owner: cy
    description: finding things
    keywords: [search, filter, ranking, results, query]
rota: [dee]
"""
}


async def test_feedback_reaches_the_owner_of_its_area(stage: Stage) -> None:
    """Label, owner and one comment that says why."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(
        title="Card payment fails", body="The payment with my card is refused.", author=stage.ana
    )
    await stage.settle()
    assert issue.labels == ["area: checkout"]
    assert [account.login for account in issue.assignees] == ["bo"]
    assert [comment.author.login for comment in issue.comments] == ["onesitting[bot]"]


async def test_a_fresh_map_lets_words_only_suggest(stage: Stage) -> None:
    """The rota gets the issue, the likeliest area is named first; an explicit sign is acted on."""
    stage.shop.commit({OWNERSHIP: MAP[OWNERSHIP].replace("defaults: {auto_route: 0.8}\n", "")})
    words = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    sign = stage.shop.open_issue(title="It fails", body="area: checkout", author=stage.ana)
    await stage.settle()
    assert (["needs-area"], ["area: checkout"]) == (words.labels, sign.labels)
    assert ("dee", "bo") == (words.assignees[0].login, sign.assignees[0].login)
    assert "--> `checkout` (owner `bo`)" in words.comments[0].body


async def test_what_nobody_can_place_reaches_the_fallback(stage: Stage) -> None:
    """Nothing is dropped, and the comment says that no area was found."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="It is ugly", body="I do not like the colours at all.", author=stage.ana)
    await stage.settle()
    assert [account.login for account in issue.assignees] == ["dee"]
    assert len(issue.comments) == 1


async def test_without_a_map_nothing_is_written(stage: Stage) -> None:
    """The map is the consent; one read finds out that there is none."""
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert (issue.comments, issue.labels, stage.writes, len(stage.reads)) == ([], [], [], 1)


async def test_the_organisations_map_holds_where_the_repository_has_none(stage: Stage) -> None:
    """It stands in the organisation's `.github` repository, which may be private."""
    stage.organisation_map(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert issue.labels == ["area: checkout"]


async def test_a_map_that_cannot_be_read_for_a_moment_is_still_there(stage: Stage) -> None:
    """GitHub answers half the question: that is not a map that was taken away, and no feedback is lost over it."""
    stage.organisation_map(MAP)
    half: dict[str, object] = {"data": {"repository": {"object": None}, "organisation": None}}
    half["errors"] = [{"path": ["organisation"], "message": "Something went wrong while executing your query."}]
    stage.practice.fault("POST", "/graphql", status=200, body=half, operation="OwnershipTexts")
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert issue.labels == ["area: checkout"]


async def test_a_second_look_writes_nothing(stage: Stage) -> None:
    """An edit that changes nothing about the area costs reads alone."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    stage.forget_calls()
    issue.edit(body="Every time!")
    await stage.settle()
    assert (stage.writes, len(stage.reads)) == ([], 2)


async def test_a_label_that_a_person_took_away_stays_away(stage: Stage) -> None:
    """Their act wins."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    issue.unlabel("area: checkout", by=stage.owner)
    issue.edit(body="Every time!")
    await stage.settle(times=2)
    assert issue.labels == []


async def test_an_issue_that_a_person_assigned_is_theirs(stage: Stage) -> None:
    """Nobody is taken off, nobody is added, nothing is said."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    issue.assign(stage.owner)
    await stage.settle()
    assert ([account.login for account in issue.assignees], stage.writes) == ([stage.owner.login], [])


async def test_internal_work_is_not_touched(stage: Stage) -> None:
    """A member's issue is no feedback."""
    stage.shop.commit(MAP)
    stage.shop.open_issue(title="Card payment fails", author=stage.owner)
    await stage.settle()
    assert stage.writes == []


async def test_a_map_that_only_observes_writes_nothing(stage: Stage) -> None:
    """What would have been routed is kept for the replay."""
    stage.shop.commit({OWNERSHIP: MAP[OWNERSHIP].replace("mode: route", "mode: observe")})
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    decision = await stage.decision(issue)
    assert (stage.writes, decision["area"]) == ([], "checkout")


async def test_a_broken_map_writes_nothing(stage: Stage) -> None:
    """Nothing is guessed from half a map."""
    stage.shop.commit({OWNERSHIP: "areas: [\n"})
    stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle(times=3)
    assert (stage.writes, len(stage.reads)) == ([], 1)
