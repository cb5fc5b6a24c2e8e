from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given

from bot.facts.repository import Repository
from bot.messages.links import LONGEST_URL, blob_url, link_url, new_file_url
from bot.policy.starter_rules import STARTER_RULES
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


@given(foreign, foreign)
def test_a_new_file_is_filled_in_whole_or_not_offered(branch: str, text: str) -> None:
    """Whatever branch and text hold, the link ends where it should and GitHub reads back what was meant."""
    url = new_file_url(replace(REPOSITORY, default_branch=branch), ".github/onesitting.yml", text)
    assert url is not None
    (href,) = [str(token.attrs["href"]) for token in tokens(f"[x]({url})") if token.type == "link_open"]
    meant = {"filename": [".github/onesitting.yml"], "value": [text]}
    assert (href, meant) == (url, parse_qs(urlsplit(url).query, keep_blank_values=True, strict_parsing=True))


def test_the_longest_names_still_have_a_first_file() -> None:
    """An owner of 39 characters, a name of 100 and a branch of 255 bytes leave room for it; more is not offered."""
    longest = Repository(1, "o" * 39, "n" * 100, default_branch="é" * 127, web="https://github.example.com")
    assert len(new_file_url(longest, ".github/onesitting.yml", STARTER_RULES) or "") in range(1, LONGEST_URL)
    assert new_file_url(longest, "a.yml", "é" * 2_000) is None
