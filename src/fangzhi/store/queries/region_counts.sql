-- How many facts of each kind are about a region, and in how many documents.
SELECT kind, count(*) AS facts, count(DISTINCT document_id) AS documents
FROM fact WHERE region_code = $region OR region = $region GROUP BY kind ORDER BY kind
