-- Regions of the same level that develop many of the same industries, the share of what either develops first.
WITH own AS (
    SELECT industry_id, industries FROM memory.developed WHERE region_code = $region_code
),

others AS (
    SELECT o.region_code, count(*) AS shared, any_value(o.industries) AS theirs, any_value(own.industries) AS ours
    FROM memory.developed AS o
    JOIN own USING (industry_id)
    WHERE o.region_code <> $region_code
    GROUP BY o.region_code
)

SELECT o.region_code, o.shared, o.shared / (o.ours + o.theirs - o.shared) AS likeness
FROM others AS o
JOIN memory.area AS r USING (region_code)
WHERE o.shared >= $least AND r.level = $level
ORDER BY likeness DESC, o.region_code
LIMIT $most
