"""Turn a question and a seed into an item, and a question's whole space into a proof."""
