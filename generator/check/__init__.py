"""Turn a bank into a report: every question proved, every rule asked, in limited children and from a cache."""
