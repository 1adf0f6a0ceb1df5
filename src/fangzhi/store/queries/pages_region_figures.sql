-- Every figure about one region, newest period first.
SELECT
    o.fact_id, o.document_id, coalesce(d.title, d.path) AS title, d.published, o.region, o.region_code, o.indicator,
    o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.year, o.status, o.confidence,
    o.rule, o.quote, o.sentence
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE o.region_code = $region_code
ORDER BY o.year DESC NULLS LAST, o.period DESC, o.document_id, o.span_start, o.fact_id
