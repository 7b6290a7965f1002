"""The tree of goals: plans that supersede plans, their nodes in the jurisdiction's own words, what each came from."""
