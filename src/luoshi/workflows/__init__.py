"""One office procedure a file: what crosses several domain modules in one transaction."""
