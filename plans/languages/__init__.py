"""The plan's languages: which texts there are, what is missing, what is out of date, where the languages differ."""
