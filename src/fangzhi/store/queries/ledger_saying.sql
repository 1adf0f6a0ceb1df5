-- Documents of governments whose text has one of some words, with their text.
SELECT document_id, coalesce(title, path) AS title, published, region, region_code, url, text
FROM document
WHERE
    kind IN ('communique', 'work_report', 'plan', 'policy') AND region IS NOT NULL
    AND ($region IS NULL OR region_code = $region OR region = $region)
    AND len(list_filter($words, lambda word: contains(text, word))) > 0
ORDER BY published DESC NULLS LAST, document_id
