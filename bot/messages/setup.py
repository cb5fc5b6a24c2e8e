"""What the setup pages say: what happened, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.registration import Fate, NoApp, RegisteredApp

APPS = "under its owner's settings, Developer settings, GitHub Apps"
NEW_LINK = "`onesitting setup` prints a new link; it wants the server's settings in its environment."


@dataclass(frozen=True, slots=True)
class Notice:
    """One page in words: paragraphs of what is so, then what to do. `again` offers to ask GitHub once more."""

    title: str
    says: tuple[str, ...]
    do: tuple[str, ...] = ()
    again: bool = False


DONE = Notice(
    "Setup is done",
    ("This server has its GitHub App. The link of its setup is worth nothing any more.",),
    (
        "Where the app is missing on an account, install it from the app's page on GitHub.",
        "`onesitting doctor` says whether everything is there.",
        "To set up another app, `onesitting setup --anew` forgets this one.",
    ),
)
CREDENTIALS_ELSEWHERE = Notice(
    "Setup is done",
    ("An app was registered, and its credentials were shown once, for a store of your own. This process has none.",),
    ("Start it with the lines that were shown, or begin anew with `onesitting setup --anew`.",),
)
LOCKED = Notice(
    "The app cannot be opened",
    ("An app is stored, but the server's key does not open its credentials: they were sealed with another key.",),
    (
        "Bring back `ONESITTING_SECRET_KEY` or the key file as they were.",
        "Where they are lost, `onesitting setup --anew` forgets the app, and another can be set up.",
    ),
)
WAITING = Notice(
    "OneSitting waits for its setup",
    ("No GitHub App is configured yet.",),
    (
        "Open the link that `onesitting serve` printed when it started. It is good for an hour.",
        "The browser has to accept a cookie of this page.",
        NEW_LINK,
    ),
)
INSTALLED = Notice(
    "OneSitting is installed",
    (
        "On the next pull request that is opened or pushed to, the check run Reviewability appears.",
        "Its title begins with “Observe:”, and no comment is written until a maintainer asks for it.",
        "Issues are left alone until there is an ownership map.",
    ),
    (
        "The link “Make it yours” in the check run leads to a first `.github/onesitting.yml`, ready to be proposed.",
        "`onesitting doctor` says whether everything is there.",
    ),
)


def elsewhere(*, sealed: bool) -> Notice:
    """Return why a stored app cannot be used by this process."""
    return LOCKED if sealed else CREDENTIALS_ELSEWHERE


def link_refused(fate: Fate) -> Notice:
    """Return what is wrong with a setup link that does not open the setup."""
    if fate == "expired":
        return Notice("This link has expired", ("A setup link is good for one hour.",), (NEW_LINK,))
    says = "The secret in its address is not one that this server printed, or it was printed more than a day ago."
    return Notice(
        "This link does not open the setup", (says,), ("Copy the whole link, up to its last letter.", NEW_LINK)
    )


def state_refused(fate: Fate) -> Notice:
    """Return what is wrong with an answer from GitHub whose state is not one that is open."""
    unused = f"An app that GitHub has registered in the meantime is not used: delete it on its page on GitHub, {APPS}."
    if fate == "used":
        says = "This answer from GitHub was taken already. The page was loaded a second time, or the link was shared."
        return Notice("This step is over", (says,), ("Begin again with the setup link.", unused))
    if fate == "expired":
        says = "Between the form and GitHub's answer more than an hour has passed."
        return Notice("This step took too long", (says,), ("Begin again with the setup link.", unused))
    says = "It does not belong to a setup that was begun on this server, so nothing was done with it."
    return Notice("This answer is not expected", (says,), ("Begin with the setup link.", unused))


def code_refused(answer: NoApp) -> Notice:
    """Return why GitHub's code did not become an app, by the answer's status."""
    status, said = answer.status, f" It said: {answer.says}." if answer.says else ""
    later = "Wait a moment, then ask again: the code is good for one hour."
    if status is None:
        says = f"GitHub gave no answer{f' ({answer.says})' if answer.says else ''}."
        check = (
            "Check the server's network and `ONESITTING_GITHUB_URL`; https://www.githubstatus.com says how GitHub is."
        )
        return Notice("GitHub did not answer", (says,), (check, later), again=True)
    if status >= 500:  # noqa: PLR2004
        says = f"GitHub answered {status}: the fault is on its side.{said}"
        return Notice("GitHub has trouble", (says,), (later,), again=True)
    if status in (403, 429):
        says = f"GitHub answered {status}: it does not let this server ask now.{said}"
        proxy = "Where a proxy stands between, see that it lets the server reach GitHub's REST API."
        return Notice("GitHub refused to answer", (says,), (later, proxy), again=True)
    if status == 404:  # noqa: PLR2004
        says = "GitHub does not know the code: it is wrong, was used before, or is older than an hour."
        lost = (
            "Where GitHub shows the app among its owner's apps all the same, its credentials were lost on the way: "
            "delete it there, or make a new private key and webhook secret for it and enter it by hand."
        )
        return Notice("The code is not good", (says,), ("Begin again with the setup link.", lost))
    says = f"GitHub answered {status}.{said}"
    return Notice("GitHub refused the code", (says,), ("Begin again with the setup link.",))


def too_late(app: RegisteredApp | None) -> Notice:
    """Return what is told to whoever finished second; `app` is the one that was registered for nothing."""
    says = "Somebody else has finished the setup meanwhile, and the server works as their app."
    where = f" at {app.page}/advanced" if app is not None else f", {APPS}"
    return Notice(
        "Somebody else was first",
        (says,),
        (f"The app that you have just registered is not used: delete it on GitHub{where}.",),
    )


def environment_lines(app: RegisteredApp, public_url: str) -> str:
    """Return the credentials as lines of an environment file: one setting a line, the key on one, too."""
    key = app.private_key.strip().replace("\n", "\\n")
    rows = {
        "ONESITTING_APP_ID": str(app.id),
        "ONESITTING_PRIVATE_KEY": key,
        "ONESITTING_WEBHOOK_SECRET": app.webhook_secret,
        "ONESITTING_CLIENT_ID": app.client_id,
        "ONESITTING_CLIENT_SECRET": app.client_secret,
        "ONESITTING_PUBLIC_URL": public_url,
    }
    return "".join(f"{name}={value}\n" for name, value in rows.items() if value)
