-- The regions under one region, with how many facts the atlas has about each.
SELECT r.region_code, r.name, r.short, r.english, r.level, count(f.fact_id) AS count
FROM memory.area AS r
LEFT JOIN fact AS f USING (region_code)
WHERE r.parent = $region_code AND r.current
GROUP BY ALL
ORDER BY r.region_code
