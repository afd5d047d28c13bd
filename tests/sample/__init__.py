"""The committed sample of reports."""
