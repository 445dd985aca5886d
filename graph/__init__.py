"""The engine: store, checks, look-ups, paths and exports. It knows no HTTP."""
