"""Measuring speed and memory, of this project and of its peers; none of it is part of a test."""
