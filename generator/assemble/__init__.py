"""Turn a bank, a blueprint and a seed into a paper."""
