"""Bytes to documents: one file per format behind one interface."""
