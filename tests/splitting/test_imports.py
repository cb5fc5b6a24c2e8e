from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.splitting.imports import imported
from tests.splitting.rehearsal import Change, plan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "line", "names"),
    [
        ("a.py", "from shop.cart import Basket as Cart, total", {"Cart", "total"}),
        ("a.py", "import shop.cart  # noqa", {"shop"}),
        ("a.ts", "import { open, close as shut } from './door'", {"open", "shut"}),
        ("a.ts", "import Door, { type Key } from './door'", {"Door", "Key"}),
        ("a.js", "const { open: enter } = require('./door')", {"enter"}),
        ("a.go", '\t"net/http"', {"http"}),
        ("a.go", '\tpb "example.org/shop/cart/v2"', {"pb"}),
        ("a.rs", "use shop::cart::{Basket, total};", {"Basket", "total"}),
        ("A.java", "import shop.cart.Basket;", {"Basket"}),
        ("a.py", 'basket = "from a import b"', set[str]()),
    ],
)
def test_names_that_imports_bring_are_read(path: str, line: str, names: set[str]) -> None:
    """What a line brings into its file is read in the usual languages, and nothing else."""
    assert names == imported(path, [line])


def test_a_bare_name_is_an_import_only_in_a_list_of_them() -> None:
    """The lines around tell whether a name in a column is one of an import's."""
    assert {"total"} == imported("a.py", ["    total,"], ["from shop.cart import (", "    Basket,"])
    assert not imported("a.py", ["    total,"], ["    call("])


def test_an_import_goes_in_before_its_use(tmp_path: Path) -> None:
    """Too short for a part of its own, it is read first; no state uses a name that only later lines import."""
    middle = "".join(f"kept_{number} = {number}\n" for number in range(30))
    base = {"shop.py": "import os\n\n" + middle, "door.py": "a = 1\n"}
    used = "".join(f"cart_{number} = contextlib.nullcontext(cart_{number})\n" for number in range(120))
    brought = "import contextlib\n" + "".join(f"import till_{number}\n" for number in range(12))
    head = {
        "shop.py": "import os\n" + brought + "\n" + middle + used,
        "door.py": "".join(f"door_{number} = open_door({number})\n" for number in range(150)),
    }
    found = plan(Change(tmp_path / "repo", {**base}, {**head}).facts, budget=3)
    first, use = (file.added for part in found.parts for sitting in part.sittings for file in sitting.files)
    assert (((2, 14),), ((46, 165),)) == (first, use)
