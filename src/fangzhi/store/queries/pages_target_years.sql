-- The years in which targets end, newest first.
SELECT year FROM memory.target_year ORDER BY year DESC
