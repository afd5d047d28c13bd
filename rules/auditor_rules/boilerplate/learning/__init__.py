"""Residue of web pages: training and evaluation. An audit imports nothing from here."""
