"""What the page of an indicator shows: its figures over the years, by group and area, their sources and corrections."""
