-- Figures of one indicator, newest period first.
WITH newest AS (
    SELECT o.fact_id
    FROM observation AS o
    WHERE o.indicator_id = $indicator_id
    ORDER BY o.year DESC NULLS LAST, o.period DESC, o.region_code NULLS LAST, o.document_id, o.span_start, o.fact_id
    LIMIT $most OFFSET $skip
)

SELECT
    o.fact_id, o.document_id, coalesce(d.title, d.path) AS title, d.published, o.region, o.region_code, o.indicator,
    o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.base_period, o.year, o.status, o.confidence,
    o.rule, o.quote, o.sentence
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE o.indicator_id = $indicator_id AND o.fact_id IN (FROM newest)
ORDER BY o.year DESC NULLS LAST, o.period DESC, o.region_code NULLS LAST, o.document_id, o.span_start, o.fact_id
