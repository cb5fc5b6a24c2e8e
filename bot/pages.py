"""The pages for people, introduced to whoever answers them: the part of the wiring that has a public address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.checkup.server import look_around
from bot.github.checkup import fetch_owner
from bot.github.people import People
from bot.inbox.archive import Archive
from bot.inbox.ledger import Ledger
from bot.journeys.asking import Asking
from bot.journeys.explained import Explainer
from bot.journeys.feedback_pages import FeedbackPages
from bot.journeys.first_rules import FirstRulesPages
from bot.web.access import Access
from bot.web.asking import AskingSite
from bot.web.doctor_page import Doctor, DoctorPage
from bot.web.explain import explain_routes, rules_routes
from bot.web.feedback import FeedbackSite
from bot.web.first_rules import first_rules_routes
from bot.web.home import home_route
from bot.web.schemas import schema_routes
from bot.web.sign_in import SignIn

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.addresses import Addresses
    from bot.github.client import App
    from bot.inbox.database import Database
    from bot.journeys.desk import Desk
    from bot.settings import Settings
    from bot.web.site import Site


def page_routes(
    settings: Settings, site: Site, github: App, desk: Desk, database: Database, *, addresses: Addresses
) -> list[Route]:
    """Return every page. Without a public address and the app's client secret nobody can sign in to see one."""
    people = None
    if settings.public_url and settings.client_id:
        people = People(github.wire, github.web, settings.client_id, settings.client_secret, site.now)
    access = Access(site, addresses, people)
    archive = Archive(database)
    explainer = Explainer(github, desk, archive, site.now)
    ledger = Ledger(database)
    first = FirstRulesPages(github, desk, archive, site.now)
    feedback = FeedbackPages(github, desk, archive, ledger, site.now)
    home = home_route(site, signs_in=people is not None)
    doctor = Doctor(lambda: look_around(github, settings, database), lambda: fetch_owner(github))
    return [
        home,
        *SignIn(site, people).routes(),
        *DoctorPage(site, doctor, people).routes(),
        *explain_routes(site, access, explainer.page),
        *rules_routes(site),
        *AskingSite(site, access, Asking(github, desk, archive, site.now)).routes(),
        *first_rules_routes(site, access, first.page),
        *FeedbackSite(site, access, feedback).routes(),
        *schema_routes(),
    ]
