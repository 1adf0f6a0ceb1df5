-- The dated figures of one indicator about provinces, newest year first, with whether the province's own document says it.
SELECT
    fact_id, document_id, document_title AS title, document_published AS published, region, region_code, indicator,
    indicator_id, measure, value, value_high, unit, bound, period, base_period, year, status, confidence, rule, quote, sentence,
    document_region_code IS NOT DISTINCT FROM region_code AS own
FROM memory.province_statement
WHERE indicator_id = $indicator_id AND period IS NOT NULL
ORDER BY year DESC NULLS LAST, region_code, document_id, span_start, fact_id
