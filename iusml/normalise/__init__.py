"""Pure functions that turn printed text into values: codes, amounts, numbers, places."""
