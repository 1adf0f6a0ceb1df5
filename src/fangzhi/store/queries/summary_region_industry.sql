-- Which industries each region develops.
SELECT region_code, list(DISTINCT industry_id ORDER BY industry_id) AS industry_ids
FROM focus
WHERE region_code IS NOT NULL AND industry_id IS NOT NULL
GROUP BY region_code
ORDER BY region_code
