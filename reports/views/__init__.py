"""Pages of work, follow-up and reports."""
