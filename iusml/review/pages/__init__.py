"""The pages of reports as pictures and words, drawn beside this process and served to the desk."""
