-- The documents that say something about one region, with how many facts.
SELECT
    d.document_id, coalesce(d.title, d.path) AS title, d.published, d.region, d.region_code, d.publisher, d.kind,
    d.language, d.characters, count(*) AS fact_count, 0 AS total
FROM fact AS f
JOIN document AS d USING (document_id)
WHERE f.region_code = $region_code
GROUP BY d.document_id, d.title, d.path, d.published, d.region, d.region_code, d.publisher, d.kind, d.language, d.characters
ORDER BY d.published DESC NULLS LAST, fact_count DESC, d.document_id
