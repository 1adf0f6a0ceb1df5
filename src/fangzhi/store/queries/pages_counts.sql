-- How many rows of each kind; regions are those that a fact is about.
SELECT kind, count FROM memory.total
