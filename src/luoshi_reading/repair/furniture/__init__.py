"""What stands round a document on its page and is no part of it."""
