"""The environment and settings under which git may look at foreign data.

Sources: git-config(1), git(1) "Environment Variables", git-diff(1); `safe.directory` is honoured from the command line
since git 2.38 ("protected configuration"), `GIT_CONFIG_GLOBAL` exists since 2.32, `GIT_NO_LAZY_FETCH` since 2.44 (older
versions are stopped by `protocol.allow=never`).
"""

from __future__ import annotations

import os

OLDEST_GIT = (2, 32)

_KEPT = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "DEVELOPER_DIR")  # the last one: Apple's git is found through it

_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "true",
    "SSH_ASKPASS": "true",
    "GIT_SSH_COMMAND": "false",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": "false",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "HOME": os.devnull,
    "XDG_CONFIG_HOME": os.devnull,
    "LC_ALL": "C",
    "TZ": "UTC",
}

_SETTINGS = (
    "safe.directory=*",  # whose directory it is does not matter: nothing in it is executed
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    f"core.excludesFile={os.devnull}",
    "core.quotePath=false",
    "core.pager=cat",
    "core.commitGraph=false",  # a cache in the repository that may lie
    "core.untrackedCache=false",
    "diff.external=",
    "diff.suppressBlankEmpty=false",
    "color.ui=false",
    "log.showSignature=false",  # would run gpg.program
    "gpg.program=false",
    "protocol.allow=never",
    "gc.auto=0",
    "maintenance.auto=false",
    "i18n.logOutputEncoding=UTF-8",
)


def environment() -> dict[str, str]:
    """Return the whole environment of a git command; nothing else of ours is handed on (no GIT_DIR, no GIT_TRACE)."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _ENVIRONMENT


def settings() -> list[str]:
    """Return the `-c` options that come before a git command."""
    return [word for setting in _SETTINGS for word in ("-c", setting)]
