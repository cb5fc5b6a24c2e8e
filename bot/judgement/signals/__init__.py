"""One signal a file; the registry in bot.judgement.verdict names them all."""
