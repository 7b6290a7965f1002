"""Settings, root addresses and the ways in: web server and command line."""
