from __future__ import annotations

import pytest
from hypothesis import given

from bot.messages.links import blob_url, link_url
from tests.messages.build import HEAD, REPOSITORY
from tests.messages.hostile import foreign
from tests.messages.inert import tokens


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://docs.example/a?b=c#d", "https://docs.example/a?b=c#d"),
        ("https://docs.example/a b)(<x>`", "https://docs.example/a%20b%29%28%3Cx%3E%60"),
        ("https://docs.example/%41%zz", "https://docs.example/%41%25zz"),
        ("http://docs.example/", None),
        ("javascript:alert(1)", None),
        ("https://name:word@evil.example/", None),
        ("https://", None),
    ],
)
def test_only_plain_https_becomes_a_link(url: str, expected: str | None) -> None:
    """An address is https, without a login, and percent-encoded; anything else is no link."""
    assert link_url(url) == expected


@given(foreign)
def test_a_path_leads_into_its_commit_or_nowhere(path: str) -> None:
    """Whatever a path holds, its link stays below the blob of that commit and ends where it should."""
    url = blob_url(REPOSITORY, HEAD, path, (3, 8))
    hrefs = [str(token.attrs["href"]) for token in tokens(f"[x]({url})") if token.type == "link_open"]
    start = f"https://github.com/acme/shop/blob/{HEAD}/"
    assert url is None or (url.startswith(start), url.endswith("#L3-L8"), hrefs) == (True, True, [url])


@pytest.mark.parametrize("path", ["../../issues/1", "a/../b", "./a", "", "a//b", "/etc/passwd"])
def test_a_path_that_climbs_has_no_link(path: str) -> None:
    """A path that a browser would fold into another page is not linked."""
    assert blob_url(REPOSITORY, HEAD, path) is None


def test_a_local_change_has_no_links() -> None:
    """Without a repository or a commit there is nothing to link to."""
    assert (blob_url(None, HEAD, "a.py"), blob_url(REPOSITORY, "", "a.py")) == (None, None)
