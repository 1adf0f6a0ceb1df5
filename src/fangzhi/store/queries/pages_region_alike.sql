-- Regions of the same level that develop most of what one region develops; the share is of all that either develops.
WITH own AS (
    SELECT DISTINCT industry_id FROM focus WHERE region_code = $region_code AND industry_id IS NOT NULL
),

others AS (
    SELECT DISTINCT f.region_code, f.industry_id
    FROM focus AS f
    JOIN memory.area AS r USING (region_code)
    WHERE r.level = $level AND r.region_code <> $region_code AND f.industry_id IS NOT NULL
),

counted AS (
    SELECT region_code, count(*) AS theirs, count(own.industry_id) AS shared
    FROM others
    LEFT JOIN own USING (industry_id)
    GROUP BY region_code
)

SELECT c.region_code, c.shared, c.theirs, c.shared / (c.theirs + (SELECT count(*) FROM own) - c.shared) AS likeness
FROM counted AS c
WHERE c.shared > 2
ORDER BY likeness DESC, c.region_code
LIMIT $most
