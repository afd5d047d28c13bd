"""Spinning and bad translation: training and evaluation. An audit imports nothing from here."""
