"""The engine: finding rule packs, and running their rules over documents."""
