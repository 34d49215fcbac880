"""Turn the field's words into frozen nouns: standard library only, imported by every other floor."""
