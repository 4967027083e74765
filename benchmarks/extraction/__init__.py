"""The shipped extractor beside rules, trained peers and two people, on one frozen split."""
