"""The report's file itself: WeasyPrint lays out the pages, and these modules write them, tagged, once and small."""
