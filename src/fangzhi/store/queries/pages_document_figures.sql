-- The figures of one document in the order of the text.
SELECT
    o.fact_id, o.document_id, coalesce(d.title, d.path) AS title, d.published, o.region, o.region_code, o.indicator,
    o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.year, o.status, o.confidence,
    o.rule, o.quote, o.sentence
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE o.document_id = $document_id
ORDER BY o.span_start, o.span_end, o.fact_id
