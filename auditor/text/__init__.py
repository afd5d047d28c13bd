"""Views of a text: pure functions from ``str`` to sorted tuples of values with spans."""
