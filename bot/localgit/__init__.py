"""Reading a local git repository with everything a hostile one could run switched off."""
