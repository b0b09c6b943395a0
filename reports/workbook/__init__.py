"""The workbook: a committee's part as a spreadsheet to fill in away from the network, and back again."""
