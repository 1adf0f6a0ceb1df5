-- Which industries each region develops.
SELECT d.region_code, d.industry_id, r.level
FROM memory.developed AS d
JOIN memory.area AS r USING (region_code)
ORDER BY d.region_code, d.industry_id
