"""From audits to what a gate is asked: what is new, what is ignored, what stops the change."""
