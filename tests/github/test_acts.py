"""Whose label, whose assignee: read from the timeline."""

from __future__ import annotations

from typing import Any

from bot.github.acts import Acts, read_acts

US = {"__typename": "Bot", "login": "onesitting", "databaseId": 7}
ANA = {"__typename": "User", "login": "ana", "databaseId": 8}
VIEWER = {"login": "onesitting[bot]", "databaseId": 7}


def label(kind: str, actor: dict[str, Any] | None, name: str = "area: pay") -> dict[str, Any]:
    """One labelling event."""
    return {"__typename": kind, "actor": actor, "label": {"name": name}}


def read(*nodes: dict[str, Any]) -> Acts:
    """Read a timeline as our app."""
    return read_acts({"nodes": list(nodes)}, VIEWER)


def test_a_label_we_set_is_ours() -> None:
    """The actor's numeric id decides: GraphQL leaves the `[bot]` of a login away."""
    assert read(label("LabeledEvent", US)) == Acts(labels_by_us=("area: pay",))


def test_a_label_that_a_person_set_again_is_theirs() -> None:
    """The last word on a label counts."""
    assert read(label("LabeledEvent", US), label("UnlabeledEvent", ANA), label("LabeledEvent", ANA)) == Acts()


def test_a_label_of_ours_that_a_person_removed_is_taken_away() -> None:
    """It is not to be put back."""
    taken = Acts(labels_taken_away=("area: pay",))
    assert read(label("LabeledEvent", US), label("UnlabeledEvent", ANA)) == taken


def test_a_label_of_a_person_that_was_removed_is_nobodys() -> None:
    """What was never ours was not taken from us."""
    assert read(label("LabeledEvent", ANA), label("UnlabeledEvent", ANA)) == Acts()


def test_an_assignee_of_ours_who_was_removed_is_taken_away() -> None:
    """Reassigning an issue is a person's decision."""
    ours = {"__typename": "AssignedEvent", "actor": US, "assignee": {"login": "bo"}}
    away = {"__typename": "UnassignedEvent", "actor": ANA, "assignee": {"login": "bo"}}
    theirs = {"__typename": "AssignedEvent", "actor": ANA, "assignee": {"login": "cy"}}
    assert read(ours, away, theirs) == Acts(assignees_taken_away=("bo",))


def test_a_deleted_comment_of_ours_is_known() -> None:
    """Somebody else's deleted comment is not our business."""
    gone = {"__typename": "CommentDeletedEvent", "actor": ANA, "deletedCommentAuthor": US}
    other = {"__typename": "CommentDeletedEvent", "actor": ANA, "deletedCommentAuthor": ANA}
    assert (read(gone).comment_deleted, read(other).comment_deleted) == (True, False)


def test_ghosts_and_unknown_viewers_own_nothing() -> None:
    """A deleted account is null; where GitHub does not say who we are, nothing is taken for ours."""
    nodes = {"nodes": [label("LabeledEvent", None), label("LabeledEvent", US)]}
    assert read_acts(nodes, None) == Acts()
    assert read_acts(None, VIEWER) == Acts()
