"""Templates: jinja2 with every value escaped and made visible, and no name that may be missing."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot import __version__
from bot.judgement.naming import counted
from bot.messages.visible import visible

FOLDER = Path(__file__).parent / "templates"
_CODE = re.compile(r"`([^`]+)`")
STYLE = (FOLDER / "style.css").read_text("utf-8")


def _shown(value: object) -> object:
    """Return what a template prints: foreign text on one line, in which every character can be seen."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def spans(text: str) -> Markup:
    """Return words in which what stands between backticks is code; everything is escaped and made visible."""
    parts = _CODE.split(text)  # words and code take turns
    shown = [escape(visible(part)) for part in parts]
    shown[1::2] = [Markup("<code>{}</code>").format(part) for part in shown[1::2]]
    return Markup("").join(shown)


TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_shown,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
TEMPLATES.filters["spans"] = spans
TEMPLATES.filters["exact"] = escape  # words of ours, with their line ends: what is foreign in them is visible already
TEMPLATES.globals |= {"version": __version__, "counted": counted}
TEMPLATES.globals["style"] = Markup(STYLE)  # noqa: S704 - our own file, and hashed in the policy
for _name in TEMPLATES.list_templates(["html"]):
    TEMPLATES.get_template(_name)  # compiled before anybody waits for it
