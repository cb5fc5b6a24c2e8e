"""Who wrote a pull request, as far as its signatures tell (docs/authorship.md). Never part of the verdict."""

from bot.judgement.authorship.judge import judge_authorship

__all__ = ["judge_authorship"]
