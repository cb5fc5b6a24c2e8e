"""A real PostgreSQL for the tests: started once in a run, a database for each test."""
