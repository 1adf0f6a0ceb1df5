-- Figures whose label holds one of the names, newest period first.
WITH labels AS (
    SELECT label
    FROM memory.label
    WHERE list_any_value(list_filter($names, lambda word: contains(label, word))) IS NOT NULL
),

newest AS (
    SELECT o.rowid AS place
    FROM observation AS o
    WHERE o.indicator IN (FROM labels)
    ORDER BY o.year DESC NULLS LAST, o.region_code NULLS LAST, o.document_id, o.span_start, o.fact_id
    LIMIT $most
)

SELECT
    o.fact_id, o.document_id, coalesce(d.title, d.path) AS title, d.published, o.region, o.region_code, o.indicator,
    o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.year, o.status, o.confidence,
    o.rule, o.quote, o.sentence
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE o.rowid IN (FROM newest)
ORDER BY o.year DESC NULLS LAST, o.region_code NULLS LAST, o.document_id, o.span_start, o.fact_id
