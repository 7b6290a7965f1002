"""Tables that lost their form: their cells get tabs between them again."""
