"""Two faces over the engine: the HTTP service and the command line."""
