-- The years in which targets end, newest first.
SELECT DISTINCT year FROM observation WHERE status = 'target' AND year IS NOT NULL ORDER BY year DESC
