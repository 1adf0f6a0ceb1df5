-- Figures whose label holds a name of an industry, newest period first.
SELECT * EXCLUDE (of_industry, span_start)
FROM memory.industry_figure
WHERE of_industry = $industry_id
ORDER BY year DESC NULLS LAST, region_code NULLS LAST, document_id, span_start, fact_id
