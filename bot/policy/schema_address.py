"""Where an editor finds the schema of a file: at the server that reads the file.

No other address would do. A path beside the file leads nowhere in somebody else's repository, and another host would
describe the newest version instead of the one that is running here.
"""

SCHEMAS = "/schemas"
"""The path of the schemas below the server's public address; bot.web.schemas answers there."""


def schema_line(name: str, home: str) -> str:
    """Return the first line of a generated file, for yaml-language-server; empty without a public address."""
    return f"# yaml-language-server: $schema={home}{SCHEMAS}/{name}.schema.json\n" if home else ""
