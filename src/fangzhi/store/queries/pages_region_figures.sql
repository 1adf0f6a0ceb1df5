-- Every figure about one region, newest period first.
SELECT
    fact_id, document_id, document_title AS title, document_published AS published, region, region_code, indicator,
    indicator_id, measure, value, value_high, unit, bound, period, base_period, year, status, confidence, rule, quote, sentence
FROM memory.region_statement
WHERE region_key = $region_code
ORDER BY year DESC NULLS LAST, period DESC, document_id, span_start, fact_id
