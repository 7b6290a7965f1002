"""The pages of bulletins and scorecards."""
