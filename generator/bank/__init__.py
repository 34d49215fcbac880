"""Turn an author's files into facts, questions and blueprints: strictly, with places, every problem in one run."""
