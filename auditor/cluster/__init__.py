"""Runs on an engine that others built: Ray's, for more machines than one."""
