"""A plan as a PDF in the look of the reports."""
