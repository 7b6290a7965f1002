"""The frame that every page stands in: base templates, look, small parts, and what each request carries."""
