"""State to JSON, in the shapes and with the fields of GitHub's REST API and webhooks."""
