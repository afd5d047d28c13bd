"""Documents at odds with themselves: training and evaluation. No audit imports anything of it."""
