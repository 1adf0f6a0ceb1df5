-- The regions above one region, the highest first.
WITH RECURSIVE above AS (
    SELECT r.*, 0 AS step FROM memory.area AS r WHERE r.region_code = $region_code
    UNION ALL
    SELECT r.*, a.step + 1 FROM memory.area AS r JOIN above AS a ON r.region_code = a.parent WHERE a.step < 6
)

SELECT region_code, name, short, english, pinyin, level, parent, longitude, latitude
FROM above
WHERE step > 0
ORDER BY step DESC
