"""GitHub's ids and numbers in an address: `{repository:number}`. Longer ones are nobody's, and meet no route."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class NumberConvertor(Convertor[int]):
    """At most 15 digits: what every database and every reader of JSON can hold."""

    regex = "[0-9]{1,15}"

    def convert(self, value: str) -> int:
        """Return the number in an address."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Return the number as it stands in an address."""
        return str(value)


def know_numbers() -> None:
    """Let routes hold `{name:number}`; to be called before the first of them is made."""
    register_url_convertor("number", NumberConvertor())
