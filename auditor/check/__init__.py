"""A check: what is new, what is ignored, and what stops the change."""
