"""Pages made on the server, which work without JavaScript: one module for each view."""
