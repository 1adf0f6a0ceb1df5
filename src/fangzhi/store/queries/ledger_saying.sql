-- The newest documents of governments, and of these the ones whose text has one of some words, with their text.
WITH newest AS (
    SELECT document_id
    FROM document
    WHERE
        kind IN ('communique', 'work_report', 'plan', 'policy') AND region IS NOT NULL
        AND ($region IS NULL OR region_code = $region OR region = $region)
    ORDER BY published DESC NULLS LAST, document_id
    LIMIT $most
)

SELECT d.document_id, coalesce(d.title, d.path) AS title, d.published, d.region, d.region_code, d.url, d.text
FROM document AS d
JOIN newest USING (document_id)
WHERE len(list_filter($words, lambda word: contains(d.text, word))) > 0
ORDER BY d.published DESC NULLS LAST, d.document_id
