"""The bulletin and scorecard pages."""
