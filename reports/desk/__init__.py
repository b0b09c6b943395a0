"""The committee's desk: what a committee is asked, what it has answered, and how the page shows it."""
