"""Who says so: training and evaluation. An audit imports nothing from here."""
