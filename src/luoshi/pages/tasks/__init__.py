"""Tasks, batches, inbox, reports and exports."""
