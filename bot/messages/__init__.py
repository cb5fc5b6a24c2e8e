"""How it is said: Markdown, check run, terminal. Every foreign word is made inert here."""
