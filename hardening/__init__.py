"""Attempts to break the auditor: fuzzing, kills, mutants, attack strings, slow patterns."""
