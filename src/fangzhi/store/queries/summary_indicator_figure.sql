-- The newest figures of each indicator, at most so many: as many as a page of it shows.
WITH found AS (
    SELECT o.indicator_id, o.fact_id
    FROM observation AS o
    WHERE o.indicator_id IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY o.indicator_id
        ORDER BY
            o.year DESC NULLS LAST, o.period DESC, o.region_code NULLS LAST, o.document_id, o.span_start, o.fact_id
    ) <= 200
)

SELECT
    o.fact_id, o.document_id, coalesce(d.title, d.path) AS title, d.published, o.region, o.region_code, o.indicator,
    o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.base_period, o.year, o.status, o.confidence,
    o.rule, o.quote, o.sentence, o.span_start
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE o.fact_id IN (SELECT fact_id FROM found)
ORDER BY
    o.indicator_id, o.year DESC NULLS LAST, o.period DESC, o.region_code NULLS LAST, o.document_id, o.span_start,
    o.fact_id
