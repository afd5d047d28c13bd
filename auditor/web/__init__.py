"""One web application: review over the store, and the HTTP service."""
