-- Every mention of a scheme of one region with its document, oldest first.
SELECT * EXCLUDE (region_key, span_start)
FROM memory.region_scheme
WHERE region_key = $region_key
ORDER BY document_published NULLS FIRST, document_id, span_start, fact_id
