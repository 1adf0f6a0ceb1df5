-- The documents that say something about one region, with how many facts.
SELECT * EXCLUDE (about)
FROM memory.region_document
WHERE about = $region_code
ORDER BY published DESC NULLS LAST, fact_count DESC, document_id
