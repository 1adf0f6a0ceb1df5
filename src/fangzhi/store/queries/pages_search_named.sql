-- Projects and policies whose name holds the words, the shortest name first; one row a name and region.
WITH named AS (
    SELECT 'project' AS kind, name, region, region_code, fact_id, document_id FROM project WHERE contains(name, $words)
    UNION ALL
    SELECT 'policy', title, region, region_code, fact_id, document_id FROM policy WHERE contains(title, $words)
)

SELECT kind, name, region, region_code, min(fact_id) AS fact_id, arg_min(document_id, fact_id) AS document_id
FROM named
GROUP BY kind, name, region, region_code
ORDER BY length(name), kind, name, region_code
LIMIT $most
