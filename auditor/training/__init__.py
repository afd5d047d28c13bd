"""Fit, calibrate, evaluate: the only place that needs scikit-learn."""
