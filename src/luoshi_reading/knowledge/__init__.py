"""Word lists that reading rests on, each file saying where its rows come from."""
