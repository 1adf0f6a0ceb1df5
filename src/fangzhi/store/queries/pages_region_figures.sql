-- Every figure about one region, newest period first.
SELECT * EXCLUDE (span_start)
FROM memory.region_figure
WHERE region_code = $region_code
ORDER BY year DESC NULLS LAST, period DESC, document_id, span_start, fact_id
