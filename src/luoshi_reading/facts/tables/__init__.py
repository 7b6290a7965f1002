"""What rows of tables and labelled lines of items give: tasks, projects and indicators."""
