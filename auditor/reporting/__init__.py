"""Audits to text: `formats` lists every format; the other modules render one each."""
