-- Figures with their documents once more, those of a region together, as its page lists them.
SELECT
    o.fact_id, o.document_id, coalesce(d.title, d.path) AS title, d.published, o.region, o.region_code, o.indicator,
    o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.year, o.status, o.confidence,
    o.rule, o.quote, o.sentence, o.span_start
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE o.region_code IS NOT NULL
ORDER BY o.region_code, o.year DESC NULLS LAST, o.period DESC, o.document_id, o.span_start, o.fact_id
