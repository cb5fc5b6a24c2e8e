"""Write the published schemas to schemas/, after a change to the shapes that they describe."""  # noqa: INP001 - a script

from pathlib import Path

from bot.cli.published import published

for name, text in published().items():
    (Path(__file__).parent.parent / "schemas" / name).write_text(text, "utf-8")
