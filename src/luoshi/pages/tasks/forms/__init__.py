"""Forms of the tasks pages. They read types; what a task may hold is judged by the rules, and shown at the field."""
