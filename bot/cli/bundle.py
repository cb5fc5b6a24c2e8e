"""A pull request in one JSON object (schemas/pull-request-bundle.schema.json) as facts."""

from collections.abc import Mapping

from bot.cli.diff_limits import limited_diff
from bot.cli.exits import NOT_ANALYSED, Refused
from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.reading.diff import read_diff
from bot.reading.text import well_formed


def read_bundle(value: object, unseen: tuple[str, ...] = ()) -> PullRequestFacts:
    """Return the bundle as facts; unknown keys are ignored. Raises Refused naming the key that is wrong."""
    bundle = _mapping(value, "the bundle")
    diff = _text(bundle, "diff")
    if not diff.strip():
        raise Refused("`diff` is empty: there is nothing to judge", NOT_ANALYSED)
    diff, cut = limited_diff(diff)
    files = read_diff(diff)
    if not files:
        raise Refused("`diff` is not a diff: no `diff --git` or `---`/`+++` header was found", NOT_ANALYSED)
    number = bundle.get("number", 0)
    if not isinstance(number, int) or isinstance(number, bool):
        raise Refused("`number` is not a whole number")
    return PullRequestFacts(
        id=_id(bundle),
        title=_text(bundle, "title"),
        body=_text(bundle, "body"),
        files=files,
        author=_account(bundle.get("author")),
        branch=_text(bundle, "branch"),
        commits=tuple(_commit(item, index) for index, item in enumerate(_list(bundle, "commits"))),
        labels=tuple(sorted(well_formed(label) for label in _list(bundle, "labels") if isinstance(label, str))),
        number=number,
        base_sha=_text(bundle, "base"),
        head_sha=_text(bundle, "head"),
        attributes=_text(bundle, "attributes"),
        unseen=(*unseen, *cut),
    )


def _id(bundle: Mapping[str, object]) -> str:
    value = bundle.get("id", bundle.get("number", ""))
    return well_formed(str(value)) if isinstance(value, str | int) else ""


def _account(value: object) -> Account:
    if value is None or isinstance(value, str):
        return Account(well_formed(value or ""))
    author = _mapping(value, "`author`")
    number = author.get("id", 0)
    known = number if isinstance(number, int) else 0
    return Account(_text(author, "login", "author."), known, _text(author, "type", "author.") or "User")


def _commit(value: object, index: int) -> Commit:
    where = f"commits[{index}]"
    commit = _mapping(value, f"`{where}`")
    author = _signature(commit.get("author"), f"{where}.author")
    committer = _signature(commit.get("committer"), f"{where}.committer") if commit.get("committer") else author
    return Commit(_text(commit, "sha", f"{where}."), _text(commit, "message", f"{where}."), author, committer)


def _signature(value: object, where: str) -> Signature:
    signature = _mapping(value if value is not None else {}, f"`{where}`")
    name, email, date = (_text(signature, key, f"{where}.") for key in ("name", "email", "date"))
    return Signature(name, email, date)


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    raise Refused(f"{where} is not a JSON object")


def _list(bundle: Mapping[str, object], key: str) -> list[object]:
    value = bundle.get(key) or []
    if isinstance(value, list):
        return value
    raise Refused(f"`{key}` is not a list")


def _text(bundle: Mapping[str, object], key: str, where: str = "") -> str:
    value = bundle.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return well_formed(value)
    raise Refused(f"`{where}{key}` is not text")
