"""The editor of the plan's table: its tree, its rows, and what can be done with them."""
