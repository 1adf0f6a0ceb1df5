-- Targets of the catalogue with what chooses among them (whether an outcome of the very same thing is told, how high the
-- region stands), and whether a later target of their sentence makes them a base: «由2025年的3.38%提高到3.42%».
WITH outcomes AS (
    SELECT DISTINCT
        coalesce(region_code, region) AS region_key, indicator_id, measure, unit, period_first, period_last
    FROM observation
    WHERE status <> 'target' AND base_period IS NULL AND indicator_id IS NOT NULL AND period_last IS NOT NULL
),

open_sentences AS (
    SELECT DISTINCT o.document_id, o.sentence_start
    FROM observation AS o
    JOIN document AS d USING (document_id)
    WHERE
        o.status = 'target' AND o.period_last IS NOT NULL
        AND (d.published IS NULL OR year(d.published) * 12 + month(d.published) - 1 <= o.period_last)
)

SELECT
    coalesce(o.region_code, o.region) AS region_key, r.level,
    CASE r.level WHEN 'country' THEN 0 WHEN 'province' THEN 1 WHEN 'prefecture' THEN 2 ELSE 3 END AS rank,
    w.region_key IS NOT NULL AS told,
    s.document_id IS NOT NULL AND year(d.published) * 12 + month(d.published) - 1 > o.period_last AS base,
    o.fact_id, o.document_id, o.span_start, o.quote, o.prefix, o.suffix, o.sentence_start, o.sentence, o.confidence,
    o.region, o.region_code, o.indicator, o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound,
    o.period, o.period_first, o.period_last, o.year, o.status,
    coalesce(d.title, d.path) AS document_title, d.published AS document_published, d.kind AS document_kind,
    d.region_code AS document_region_code, d.url AS document_url
FROM observation AS o
JOIN document AS d USING (document_id)
LEFT JOIN memory.area AS r ON r.region_code = o.region_code
LEFT JOIN outcomes AS w ON
    w.region_key = coalesce(o.region_code, o.region) AND w.indicator_id = o.indicator_id AND w.measure = o.measure
    AND w.unit = o.unit AND w.period_first = o.period_first AND w.period_last = o.period_last
LEFT JOIN open_sentences AS s ON s.document_id = o.document_id AND s.sentence_start = o.sentence_start
WHERE o.status = 'target' AND o.base_period IS NULL AND o.indicator_id IS NOT NULL AND o.period_last IS NOT NULL
ORDER BY rank, o.indicator_id, region_key, o.year DESC NULLS LAST, o.fact_id
