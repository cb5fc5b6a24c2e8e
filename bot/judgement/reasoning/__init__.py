"""Whether an agent's change shows its reasoning: where its log is, who answers review, what a person read and ran."""

from bot.judgement.reasoning.find import find_reasoning

__all__ = ["find_reasoning"]
