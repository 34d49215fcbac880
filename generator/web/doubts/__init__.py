"""Turn the doubts of a scanned batch into pages on which a person settles them, mark by mark, on this machine only."""
