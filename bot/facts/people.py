"""Accounts on GitHub and signatures in git: two different kinds of name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """A GitHub account. `id` is 0 where only a name is known (a bundle made from plain git).

    Compare `id`, never `login`: GraphQL drops the `[bot]` suffix that REST keeps.
    """

    login: str
    id: int = 0
    type: str = "User"  # GitHub's own words: User, Bot, Organization, Mannequin


@dataclass(frozen=True, slots=True)
class Signature:
    """Who git says wrote or committed; `date` is ISO 8601 text as git gave it."""

    name: str
    email: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a pull request; the accounts are None where GitHub could not map the address."""

    sha: str
    message: str
    author: Signature
    committer: Signature
    author_account: Account | None = None
    committer_account: Account | None = None
    parents: int = 1
    verified: bool = False
