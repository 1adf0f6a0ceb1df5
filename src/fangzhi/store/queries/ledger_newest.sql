-- The first rows of ledger_statements.sql by number, so that only theirs are read whole.
SELECT o.fact_id FROM observation AS o
WHERE /* conditions */ true
ORDER BY /* first */ o.indicator_id, o.indicator, o.region_code, o.region, o.period_last, o.document_id, o.span_start, o.fact_id
LIMIT $most
