"""What the page of a plan shows: its table with newest states and figures, and what stands around it."""
