"""Values that several tests share."""
