"""The rules on where a document does not agree with itself, one file each."""
