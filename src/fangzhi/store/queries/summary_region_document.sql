-- The documents that say something about each region, with how many facts.
WITH facts AS (
    SELECT region_code, document_id, count(*) AS fact_count
    FROM fact
    WHERE region_code IS NOT NULL
    GROUP BY region_code, document_id
)

SELECT
    f.region_code AS about, d.document_id, coalesce(d.title, d.path) AS title, d.published, d.region, d.region_code,
    d.publisher, d.kind, d.language, d.characters, f.fact_count, 0 AS total
FROM facts AS f
JOIN document AS d USING (document_id)
ORDER BY about, d.published DESC NULLS LAST, f.fact_count DESC, d.document_id
