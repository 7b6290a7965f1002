"""By when: days, plan periods and lengths of time in a clause; headings and lists that date what stands below."""
