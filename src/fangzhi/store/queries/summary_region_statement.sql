-- Figures with their documents once more, those of a region together: its page, comparisons and ledgers read them so.
SELECT
    coalesce(o.region_code, o.region) AS region_key,
    o.fact_id, o.document_id, o.span_start, o.quote, o.prefix, o.suffix, o.sentence_start, o.sentence, o.confidence,
    o.rule, o.region, o.region_code, o.indicator, o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound,
    o.period, o.base_period, o.period_first, o.period_last, o.year, o.status,
    coalesce(d.title, d.path) AS document_title, d.published AS document_published, d.kind AS document_kind,
    d.region_code AS document_region_code, d.url AS document_url
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE coalesce(o.region_code, o.region) IS NOT NULL
ORDER BY region_key, o.year DESC NULLS LAST, o.period DESC, o.document_id, o.span_start, o.fact_id
