"""A plan as a file: spreadsheet, text with commas, Word document, JSON. What a table file has is read back by the import."""
