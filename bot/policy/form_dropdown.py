"""The dropdown of an issue form, generated from a map: what is picked there names the area outright.

Its syntax: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

import json

from bot.policy.ownership import OwnershipMap

NONE_OF_THEM = "I do not know"
"""The last option: no area is called so, so it decides nothing."""


def form_dropdown(ownership: OwnershipMap) -> str:
    """Return the YAML of one element for the form's `body`, each area once by its name; catch-alls are left out."""
    fields = ownership.feedback.area_fields or ("Area",)
    names = dict.fromkeys(area.name for area in ownership.areas if area.auto)
    lines = [
        "# One element for the `body` of an issue form, made by `onesitting map form`.",
        "- type: dropdown",
        "  id: area",
        "  attributes:",
        f"    label: {json.dumps(fields[0], ensure_ascii=False)}",
        "    description: Which part of the product is it about?",
        "    options:",
        *(f"      - {json.dumps(name, ensure_ascii=False)}" for name in (*names, NONE_OF_THEM)),
        "  validations:",
        "    required: true",
    ]
    return "\n".join(lines) + "\n"
