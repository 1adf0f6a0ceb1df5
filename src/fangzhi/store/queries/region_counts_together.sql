-- The same as region_counts.sql of a region with a code, where its figures lie together.
SELECT 'observation' AS kind, count(*) AS facts, count(DISTINCT document_id) AS documents
FROM /* region_statement */ region_statement WHERE region_key = $region HAVING count(*) > 0
UNION ALL
SELECT kind, count(*), count(DISTINCT document_id) FROM fact
WHERE kind <> 'observation' AND region_code = $region GROUP BY kind
ORDER BY kind
