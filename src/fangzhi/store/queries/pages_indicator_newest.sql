-- The newest figures of one indicator, as many as the summary holds.
SELECT * EXCLUDE (span_start)
FROM memory.indicator_figure
WHERE indicator_id = $indicator_id
ORDER BY year DESC NULLS LAST, period DESC, region_code NULLS LAST, document_id, span_start, fact_id
