-- Which rankings can be drawn: one row an indicator, measure, period, status and unit, with the regions that have it.
WITH drawable AS (
    SELECT
        o.indicator_id, i.zh, i.en, o.measure, o.period, o.year, o.status, o.unit,
        count(DISTINCT o.region_code) AS regions
    FROM observation AS o
    JOIN memory.area AS r USING (region_code)
    JOIN indicator AS i USING (indicator_id)
    WHERE r.level = $level AND o.period IS NOT NULL
    GROUP BY ALL
)

FROM drawable
ORDER BY regions DESC, status = 'actual' DESC, year DESC, measure = 'level' DESC, indicator_id, period, unit
