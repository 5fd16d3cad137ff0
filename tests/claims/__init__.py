"""One test for each claim of the five texts, named after it: what the text says, what is so, and the verdict."""
