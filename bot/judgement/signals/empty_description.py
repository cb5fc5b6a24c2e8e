"""Says that a description is empty, and only where somebody will miss it: hotspots, or much to review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted, whole_minutes

if TYPE_CHECKING:
    from bot.judgement.case import Answer, Case, Level, Ruling


def empty_description(case: Case, answer: Answer) -> Ruling:
    """Ask for two sentences where a large change has none; where hotspots are asked for one by one, only note it."""
    if not case.description.is_empty:
        return answer.quiet(0, 1, "the description or a commit message says something")
    if case.authorship.outcome == "automation":
        return answer.quiet(0, 1, "opened by automation, which is not asked for reasons")
    minutes = sum(reading.minutes for reading in case.readings if reading.counts == "to_review")
    large = case.analysed and minutes > case.effort.warn_minutes  # tests tell their own story
    asked = [hotspot for hotspot in case.hotspots if hotspot.entry.level == "act" and not hotspot.explained]
    if not large and not asked:
        return answer.quiet(0, 1, "empty, and the change is small and plain enough to speak for itself")
    # One request is enough: a hotspot that has to be explained already asks for words.
    level: Level = "notice" if asked else "act"
    if large:
        about = f"about {whole_minutes(minutes)} minutes to review without its tests"
        says = f"The description is empty, and the change takes {about}."
    else:
        places = counted(len(asked), "place")
        says = f"The description is empty, and the change has {places} that a title does not explain."
    fix = "Write two sentences: what was wrong or missing before, and why it is solved this way."
    finding = answer.finding(level, 0, 1, says=says, fix=fix)
    return answer.fired(0, 1, "no words beside the title", (finding,))
