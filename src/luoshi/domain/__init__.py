"""What the office works with. Each module imports only those below it: tasks, documents, organizations, accounts, audit."""
