"""The review application over the store, for this machine only; needs the extra ``[web]``."""
