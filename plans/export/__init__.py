"""A plan as a file: spreadsheet, delimited text, Word document, JSON; a table is read back by the import."""
