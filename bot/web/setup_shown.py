"""How a step of the setup is shown: in words, or as the app that is there now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.setup import environment_lines

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.messages.setup import Notice
    from bot.web.setup_desk import Finished
    from bot.web.site import Site


def show_notice(site: Site, notice: Notice, *, status: int = 200, again: str = "") -> Response:
    """Return the page of a notice; `again` is the path that asks GitHub once more, where that is of use."""
    if notice.again:
        status = 502
    return site.page("setup_notice.html", status=status, notice=notice, again=again if notice.again else "")


def show_finished(site: Site, finished: Finished) -> Response:
    """Return the page that leads on to the installation, with the credentials where they are shown this once."""
    lines = environment_lines(finished.app, finished.public_url) if finished.keep == "print" else ""
    return site.page("setup_done.html", app=finished.app, lines=lines.splitlines(), lacks=finished.lacks)
