"""Turn a paper into pages: one Jinja2 environment, HTML, PDF, key, answer sheet."""
