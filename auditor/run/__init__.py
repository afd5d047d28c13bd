"""A run: inputs through worker processes to reports, with a journal, totals, tables and pages."""
