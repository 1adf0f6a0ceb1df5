-- The policies of a region: one row a title, its first mention.
SELECT p.title, count(*) AS mentions, arg_min(p.fact_id, (p.document_id, p.span_start)) AS fact_id,
    arg_min(p.document_id, (p.document_id, p.span_start)) AS document_id
FROM policy AS p
WHERE p.region_code = $region_code
GROUP BY p.title
ORDER BY mentions DESC, p.title
