"""The formats of a check: what it prints for people and for other tools, one file per format."""
