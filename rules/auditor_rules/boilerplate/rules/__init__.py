"""The rules on residue of web pages, one file each."""
