"""The REST routes, one module for each topic; `bot.practice.app` puts them together."""
