"""Turn sittings into scores: one pure function for what was typed, scanned or sat online."""
