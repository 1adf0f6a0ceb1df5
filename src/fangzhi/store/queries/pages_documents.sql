-- Documents, newest first; an empty filter takes all.
SELECT
    document_id, coalesce(title, path) AS title, published, region, region_code, publisher, kind, language,
    characters, fact_count, count(*) OVER () AS total
FROM document
WHERE
    ($kind = '' OR kind = $kind)
    AND ($region_code = '' OR region_code = $region_code)
    AND ($words = '' OR contains(lower(coalesce(title, '') || ' ' || path), lower($words)))
ORDER BY published DESC NULLS LAST, title, document_id
LIMIT $most OFFSET $skip
