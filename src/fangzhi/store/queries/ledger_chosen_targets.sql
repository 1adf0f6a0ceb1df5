-- Targets to show where there are too many: of which an outcome is told, of higher regions, the newest; each group first.
WITH chosen AS (
    SELECT fact_id
    FROM /* target */ target
    WHERE /* conditions */ true
    ORDER BY told DESC, rank, year DESC NULLS LAST, indicator_id, region_key, fact_id
    LIMIT $most
)

SELECT t.*
FROM /* target */ target AS t
WHERE t.fact_id IN (FROM chosen)
ORDER BY t.told DESC, t.rank, t.year DESC NULLS LAST, t.indicator_id, t.region_key, t.fact_id
