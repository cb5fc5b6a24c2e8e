"""The hosts that metrics may be read from, and the tokens that are sent there: the operator's word alone."""

from dataclasses import dataclass, field

from bot.policy.addresses import Origin


@dataclass(frozen=True, slots=True)
class MetricToken:
    """A token, bound to one organisation's one metric at one host."""

    organisation: str = field(metadata={"doc": "The account whose map has the metric."})
    metric: str = field(metadata={"doc": "The metric's `name` in the map."})
    file: str = field(metadata={"doc": "A file that holds the token; it is read each time, and sent as Bearer."})


@dataclass(frozen=True, slots=True)
class MetricHost:
    """A host that may be asked."""

    origin: Origin = field(metadata={"doc": "Scheme, host and port: `https://metrics.example`."})
    organisations: tuple[str, ...] = field(
        default=(), metadata={"doc": "Accounts whose maps may name it; empty: every account."}
    )
    private: bool = field(
        default=False,
        metadata={"doc": "true: its name may lead to a private address. Never to one of a cloud's own services."},
    )
    tokens: tuple[MetricToken, ...] = field(default=(), metadata={"doc": "What is sent there, for which metric."})

    def __post_init__(self) -> None:
        """Refuse a token in clear text over a public network; raises ValueError in words for a person."""
        if self.tokens and self.origin.scheme == "http" and not self.private:
            raise ValueError(f"a token would travel to {self.origin} in clear text: write https, or `private: true`")

    def is_open_to(self, organisation: str) -> bool:
        """Return whether an organisation's map may name this host."""
        return not self.organisations or organisation.casefold() in map(str.casefold, self.organisations)

    def token_for(self, organisation: str, metric: str) -> MetricToken | None:
        """Return the token that is bound to a metric; None where none is."""
        wanted = organisation.casefold(), metric
        return next((each for each in self.tokens if (each.organisation.casefold(), each.metric) == wanted), None)
