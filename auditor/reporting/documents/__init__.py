"""The formats of one document's report: one file per format."""
