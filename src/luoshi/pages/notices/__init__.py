"""Pages of notices: the list behind the bell, what each person chooses, calendar feeds and webhooks of units."""
