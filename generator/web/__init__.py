"""Turn records into pages of a site: Django, our one Jinja2 environment, and nothing that another program's page could reach."""
