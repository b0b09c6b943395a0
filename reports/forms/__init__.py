"""Whether what somebody wrote on a page of the follow-up is acceptable."""
