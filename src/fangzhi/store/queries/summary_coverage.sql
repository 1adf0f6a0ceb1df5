-- Which rankings can be drawn: one row a level, indicator, measure, period, status and unit, with the regions that have it.
SELECT
    r.level, o.indicator_id, i.zh, i.en, o.measure, o.period, o.year, o.status, o.unit,
    count(DISTINCT o.region_code) AS regions
FROM observation AS o
JOIN memory.area AS r USING (region_code)
JOIN indicator AS i USING (indicator_id)
WHERE o.period IS NOT NULL AND o.base_period IS NULL
GROUP BY ALL
ORDER BY r.level, o.indicator_id
