"""Texts with the suggestions of findings put in place: `audit clean` and `audit restore`."""
