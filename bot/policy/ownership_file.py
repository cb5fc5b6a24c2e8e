"""The shape of `.github/ownership.yml`: what counts as feedback, which areas there are, and whose they are."""

from dataclasses import dataclass, field
from typing import Literal, Self

from bot.facts.routing import DigestMode, FeedbackMode
from bot.facts.verdict import RulePlace
from bot.policy.globs import Glob
from bot.policy.logins import Login
from bot.policy.metric import Metric
from bot.policy.working_time import WORKDAYS, Holiday, Hours, Term, TimeZone, Weekday

SOURCE = ".github/ownership.yml"

AuthorAssociation = Literal[
    "COLLABORATOR", "CONTRIBUTOR", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "MANNEQUIN", "MEMBER", "NONE", "OWNER"
]
"""GitHub's words: https://docs.github.com/en/graphql/reference/enums#commentauthorassociation"""

USERS: tuple[AuthorAssociation, ...] = ("CONTRIBUTOR", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "MANNEQUIN", "NONE")


_NAMED_AREA = ("area-", "area:", "area/")


class Share(float):
    """A share between 0 and 1, written as `0.9` or `90 %`."""

    __slots__ = ()

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read a share; raises ValueError in words for a person."""
        number = text.strip().removesuffix("%").strip()
        try:
            share = float(number) / (100 if text.strip().endswith("%") else 1)
        except ValueError:
            share = -1.0
        if not 0.0 <= share <= 1.0:
            raise ValueError("a share is written like `0.9` or `90 %`")
        return cls(share)


@dataclass(frozen=True, slots=True)
class FeedbackRules:
    """What counts as user feedback, and how far the bot goes with it."""

    mode: FeedbackMode = field(
        default="route",
        metadata={
            "doc": "off: issues are not looked at. observe: nothing is written. suggest: one comment names the areas "
            "that fit. route: label, owner and one comment."
        },
    )
    digest: DigestMode = field(
        default="off",
        metadata={
            "doc": "One issue in each repository that reminds people of answers that are due. private: in private "
            "repositories. public: everywhere, for all to read. off: nobody is reminded."
        },
    )
    repositories: tuple[str, ...] = field(
        default=(), metadata={"doc": "owner/name, name or owner/*; empty: every repository that reads this map."}
    )
    labels: tuple[str, ...] = field(
        default=("feedback",), metadata={"doc": "An issue with one of these labels is feedback, whoever filed it."}
    )
    forms: tuple[str, ...] = field(
        default=(), metadata={"doc": "Field names of your feedback forms: an issue that has one of them is feedback."}
    )
    area_fields: tuple[str, ...] = field(
        default=("Area", "Product area", "Component"),
        metadata={"doc": "Form fields whose answer names an area by its title, id or an alias."},
    )
    author_associations: tuple[AuthorAssociation, ...] = field(
        default=USERS, metadata={"doc": "An issue by someone with this tie to the repository is feedback."}
    )
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every area and person that says nothing else. Terms are working time."""

    label_prefix: str = field(
        default="area: ", metadata={"doc": "Stands before an area's id in the label that the bot sets."}
    )
    needs_area_label: str = field(
        default="needs-area", metadata={"doc": "The label of an issue that nobody could place."}
    )
    state_prefix: str = field(
        default="",
        metadata={
            "doc": "Stands before the word that says whose turn it is, in a label: `waiting for: `. Without it no such "
            "labels are set."
        },
    )
    respond_within: Term = field(default=Term(days=2), metadata={"doc": "An owner answers within: `2 days`."})
    route_within: Term = field(default=Term(days=1), metadata={"doc": "The rota places an issue within: `1 day`."})
    time_zone: TimeZone = field(default=TimeZone("UTC"), metadata={"doc": "An IANA name such as `Europe/Berlin`."})
    hours: Hours = field(default=Hours(9 * 60, 17 * 60), metadata={"doc": "Working hours: `09:00-17:00`."})
    days: tuple[Weekday, ...] = field(default=WORKDAYS, metadata={"doc": "Working days of the week."})
    holidays: tuple[Holiday, ...] = field(
        default=(), metadata={"doc": "Days off for all: `2026-12-25`, or `12-25` for every year."}
    )
    auto_route: Share | None = field(
        default=None,
        metadata={
            "doc": "Keywords alone assign an owner from this confidence on, before anything was learned: `0.8`. "
            "Without it they only suggest."
        },
    )
    route_precision: Share = field(
        default=Share(0.9),
        metadata={"doc": "How often the bot must have been right before what it learned from labels assigns an owner."},
    )
    place: RulePlace | None = None

    def __post_init__(self) -> None:
        """Refuse a week without a working day: nothing would ever be due."""
        if not self.days:
            raise ValueError("`days` is empty: name at least one working day")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the map names. What is not said comes from the defaults."""

    time_zone: TimeZone | None = field(default=None, metadata={"doc": "Where this person works."})
    hours: Hours | None = field(default=None, metadata={"doc": "This person's working hours, in their time zone."})
    days: tuple[Weekday, ...] = field(default=(), metadata={"doc": "This person's working days."})
    holidays: tuple[Holiday, ...] = field(
        default=(), metadata={"doc": "Holidays where this person works; empty: those of the defaults."}
    )
    maximum_open: int | None = field(
        default=None, metadata={"doc": "Open feedback issues this person takes at a time.", "minimum": 1}
    )
    cover: Login | None = field(default=None, metadata={"doc": "Who stands in when this person is away."})
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWords:
    """What an area is called and how it is recognised."""

    title: str = field(default="", metadata={"doc": "The area's name for people (default: its id)."})
    backup: Login | None = field(default=None, metadata={"doc": "Who is asked when an answer is due."})
    escalation: Login | None = field(default=None, metadata={"doc": "Who is asked when it is twice due."})
    description: str = field(default="", metadata={"doc": "One line on what belongs here; its words count a little."})
    keywords: tuple[str, ...] = field(
        default=(), metadata={"doc": "8 to 24 words or phrases that users of this area write."}
    )
    not_keywords: tuple[str, ...] = field(
        default=(), metadata={"doc": "Words that rule the area out when only keywords speak for it."}
    )
    aliases: tuple[str, ...] = field(default=(), metadata={"doc": "Other names of the area."})
    labels: tuple[str, ...] = field(default=(), metadata={"doc": "Labels that mean this area, old ones included."})
    form_values: tuple[str, ...] = field(default=(), metadata={"doc": "Answers in an issue form that mean this area."})
    surfaces: tuple[str, ...] = field(
        default=(), metadata={"doc": "URLs (`app.example.com/cart`) and names of screens that people paste."}
    )
    paths: dict[str, tuple[Glob, ...]] = field(
        default_factory=dict, metadata={"doc": "Path patterns by repository: `{owner/name: [src/cart/**]}`."}
    )
    channels: tuple[str, ...] = field(default=(), metadata={"doc": "Where the area's people talk."})
    auto: bool = field(default=True, metadata={"doc": "false for a catch-all: keywords alone never assign its owner."})
    respond_within: Term | None = field(default=None, metadata={"doc": "This area's term, if not the default's."})
    metric: Metric | None = field(default=None, metadata={"doc": "The area's one number."})
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEntry(AreaWords):
    """An area as one file writes it: a repository may add to, or switch off, what its organisation says."""

    owner: Login | None = field(default=None, metadata={"doc": "The one person who owns the area: a login."})
    off: bool = field(default=False, metadata={"doc": "true removes an area of the organisation's map."})


@dataclass(frozen=True, slots=True)
class OwnershipFile:
    """Product areas and their owners, for routing user feedback."""

    version: int = field(
        default=1, metadata={"doc": "The version of this file's format: 1.", "minimum": 1, "maximum": 1}
    )
    feedback: FeedbackRules = field(default=FeedbackRules(), metadata={"doc": "What counts as user feedback."})
    defaults: Defaults = field(default=Defaults(), metadata={"doc": "What holds where nothing else is said."})
    people: dict[str, Person] = field(default_factory=dict, metadata={"doc": "Working time of people, by login."})
    rota: tuple[Login, ...] = field(
        default=(), metadata={"doc": "Who gets what nobody can place; several people take weeks in turn."}
    )
    areas: dict[str, AreaEntry] = field(
        default_factory=dict, metadata={"doc": "Product areas by an id that never changes."}
    )


def label_of(area_id: str, defaults: Defaults) -> str:
    """Return the label that says "this is the area": the prefix and the id.

    An id that already begins with `area-`, `area:` or `area/` is the label as it stands.
    """
    return area_id if area_id.casefold().startswith(_NAMED_AREA) else defaults.label_prefix + area_id
