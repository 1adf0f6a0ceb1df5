-- The years in which targets end.
SELECT DISTINCT year FROM observation WHERE status = 'target' AND year IS NOT NULL ORDER BY year
