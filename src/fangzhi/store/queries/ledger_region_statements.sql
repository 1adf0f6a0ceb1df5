-- The same as ledger_statements.sql of a few regions, whose figures lie together.
SELECT
    o.fact_id, o.document_id, o.span_start, o.quote, o.prefix, o.suffix, o.sentence_start, o.sentence, o.confidence,
    o.region, o.region_code, o.indicator, o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound,
    o.period, o.period_first, o.period_last, o.year, o.status,
    o.document_title, o.document_published, o.document_kind, o.document_region_code, o.document_url
FROM /* region_statement */ region_statement AS o
WHERE /* conditions */ true
ORDER BY /* first */ o.indicator_id, o.indicator, o.region_code, o.region, o.period_last, o.document_id, o.span_start, o.fact_id
