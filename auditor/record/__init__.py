"""An audit as one JSON object: the published form, and the schema that describes it."""
