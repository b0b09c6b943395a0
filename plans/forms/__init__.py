"""Whether what somebody typed is acceptable."""
