"""The rules on who says so, one file each."""
