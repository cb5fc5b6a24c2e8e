"""Logins as people write them in a map: with or without the @, of one person each."""

import re
from typing import Self

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9_])?")


class Login(str):
    """A person's GitHub login, without the @. Logins differ in case for the eye only: compare with `same_login`."""

    __slots__ = ()

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read one login; raises ValueError in words for a person.

        Letters, digits and hyphens, and an underscore for accounts that an enterprise manages:
        https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
        """
        name = text.strip().removeprefix("@")
        if "/" in name:
            raise ValueError("a team cannot be assigned to an issue; name one person")
        if name.lower().endswith("[bot]"):
            raise ValueError("a bot cannot own an area; name one person")
        if not _LOGIN.fullmatch(name):
            raise ValueError("not a GitHub login (letters, digits and hyphens)")
        return cls(name)


def same_login(one: str, other: str) -> bool:
    """Return whether two logins name the same account, as GitHub compares them."""
    return one.removeprefix("@").casefold() == other.removeprefix("@").casefold()
