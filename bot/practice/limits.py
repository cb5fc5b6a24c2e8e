"""GitHub's own numbers, each with where it stands."""

from __future__ import annotations

BODY_CHARACTERS = 65_536
"""A comment or issue body may have this many characters; more is a 422 ("body is too long")."""

FILES_LISTED = 3_000
"""https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files"""

COMMITS_LISTED = 250
"""https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request"""

COMPARE_FILES = 300
"""https://docs.github.com/en/rest/commits/commits#compare-two-commits"""

DIFF_LINES = 20_000
DIFF_BYTES = 1_000_000
FILE_DIFF_BYTES = 500_000
"""https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits#diff-limits"""

CONTENTS_BYTES = 1_000_000
"""Above this the contents API answers JSON without content; above a hundred times as much, not at all."""

BLOB_TEXT_BYTES = 512_000
"""GraphQL cuts the text of a longer blob and says isTruncated."""

ANNOTATIONS = 50
ACTIONS = 3
"""https://docs.github.com/en/rest/checks/runs#create-a-check-run"""

PER_PAGE = 30
PER_PAGE_MOST = 100
REQUESTS_PER_HOUR = 5_000
TOKEN_SECONDS = 3_600
CLAIM_SECONDS = 600
"""https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app"""

CHANGES_PER_MINUTE = 80
CHANGES_PER_HOUR = 500
"""Secondary limit on requests that create content:
https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits"""
