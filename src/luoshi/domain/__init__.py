"""What the office works with. Each module imports only those below it.

From the top: tasks, documents, organizations, accounts, audit.
"""
