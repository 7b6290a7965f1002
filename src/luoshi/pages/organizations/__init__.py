"""Units, accounts and memberships."""
