-- The regions that develop an industry or one below it, each once, most mentions first.
SELECT
    region, region_code, stage, mentions, documents, first_fact_id, first_document_id, first_day, latest_fact_id,
    latest_document_id, latest_day
FROM memory.developer
WHERE industry_id = $industry_id
ORDER BY mentions DESC, region_code NULLS LAST, region
