"""Write docs/permissions.md, after a change of app.yml."""  # noqa: INP001 - a script

from pathlib import Path

from bot.messages.permissions import permissions_page
from bot.shipped import load_app_manifest

(Path(__file__).parent.parent / "docs" / "permissions.md").write_text(permissions_page(load_app_manifest()), "utf-8")
