"""The desk, its review pages and the HTTP service, for this machine only."""
