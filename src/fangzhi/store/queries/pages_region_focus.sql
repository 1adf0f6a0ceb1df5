-- The industries that a region develops: one row an industry and stage, the first mention of the newest document.
SELECT industry, industry_id, stage, mentions, fact_id, document_id
FROM memory.region_focus
WHERE region_code = $region_code
ORDER BY mentions DESC, industry, stage NULLS LAST
