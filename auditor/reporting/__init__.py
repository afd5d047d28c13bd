"""Audits to text: one file per format."""
