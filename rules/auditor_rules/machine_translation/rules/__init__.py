"""The rules on spinning and bad translation, one file each."""
