"""Turn a paper into a print run: lay out once, paint every distinct block once, place them many times."""
