"""What a repository's own labels teach about its areas: step 3 of the cascade. Needs numpy; nothing else imports it."""
