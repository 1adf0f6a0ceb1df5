-- The regions right under one region, as they stand now.
SELECT region_code, name, short, english, level
FROM memory.area
WHERE parent = $region_code AND current
ORDER BY region_code
