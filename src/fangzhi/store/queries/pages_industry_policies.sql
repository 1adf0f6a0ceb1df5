-- Policies whose title holds a name of an industry, the newest first.
SELECT * EXCLUDE (of_industry, span_start)
FROM memory.industry_policy
WHERE of_industry = $industry_id
ORDER BY published DESC NULLS LAST, document_id, span_start, fact_id
