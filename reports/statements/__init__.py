"""A consultation's statements and answers as files: PDF and spreadsheet, in each language of the plan."""
