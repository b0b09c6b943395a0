"""A plan table on its way into a plan: compared with it, looked at, written."""
