"""Turn a verb typed in a terminal into calls of the floors below: one verb, one file."""
