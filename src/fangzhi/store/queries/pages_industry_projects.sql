-- Projects of an industry and those below, or whose name holds its name, the largest first.
SELECT * EXCLUDE (of_industry, span_start)
FROM memory.industry_project
WHERE of_industry = $industry_id
ORDER BY amount DESC NULLS LAST, published DESC NULLS LAST, document_id, span_start, fact_id
