"""Alembic's migrations: one file a change of the tables, shipped inside the package, run by bot.inbox.migrate."""
