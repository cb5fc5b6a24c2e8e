"""The few pages of GitHub that a person meets while an app is registered and installed, as plain HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.practice.accounts import Account


def page(title: str, *parts: str) -> str:
    """Return a whole page; `parts` are HTML."""
    head = f'<meta charset="utf-8"><title>{escape(title)} - practice GitHub</title>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><h1>{escape(title)}</h1>{"".join(parts)}</body>'


def registering(action: str, name: str, manifest: str, errors: Sequence[str]) -> str:
    """Return the form that asks a person to confirm the app, with what is wrong with it."""
    wrong = "".join(f"<li>{escape(error)}</li>" for error in errors)
    hidden = f'<input type="hidden" name="manifest" value="{escape(manifest)}">'
    named = f'<label>GitHub App name <input name="name" value="{escape(name)}"></label>'
    button = "<button>Create GitHub App</button>"
    return page("Create GitHub App", f"<ul>{wrong}</ul>" if wrong else "", _form(action, hidden, named, button))


def installing(app_name: str, action: str, accounts: Sequence[Account], permissions: Mapping[str, str]) -> str:
    """Return the form that asks where to install the app."""
    asked = "".join(f"<li>{escape(name)}: {escape(level)}</li>" for name, level in permissions.items())
    choices = "".join(f"<option>{escape(account.login)}</option>" for account in accounts)
    where = f'<label>Install on <select name="account">{choices}</select></label>'
    return page(f"Install {app_name}", f"<ul>{asked}</ul>", _form(action, where, "<button>Install</button>"))


def authorizing(app_name: str, action: str, accounts: Sequence[Account]) -> str:
    """Return the form that asks who signs in, and whether they let the app know."""
    choices = "".join(f"<option>{escape(account.login)}</option>" for account in accounts)
    who = f'<label>Sign in as <select name="account">{choices}</select></label>'
    buttons = '<button>Authorize</button><button name="cancel" value="1">Cancel</button>'
    return page(f"Authorize {app_name}", _form(action, who, buttons))


def _form(action: str, *fields: str) -> str:
    return f'<form method="post" action="{escape(action)}">{"".join(fields)}</form>'
