"""What a plan table says: its columns, rows and cells, whatever file it came in."""
