"""From findings and measures to a probability per dimension and one recommendation."""
