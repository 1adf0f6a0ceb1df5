-- Things that documents give different figures for: area, indicator, measure, period, target or outcome.
SELECT
    coalesce(o.region_code, o.region) AS region_key, o.indicator_id AS indicator_key, o.measure,
    o.period_first, o.period_last, o.status = 'target' AS target, max(o.document_id) > min(o.document_id) AS several
FROM observation AS o
WHERE
    o.base_period IS NULL AND o.indicator_id IS NOT NULL AND o.period_last IS NOT NULL AND coalesce(o.region_code, o.region) IS NOT NULL
GROUP BY ALL
HAVING count(*) > 1 AND (max(o.value) > min(o.value) OR max(o.unit) > min(o.unit))
ORDER BY region_key, indicator_key, o.measure, o.period_last, o.period_first, target
