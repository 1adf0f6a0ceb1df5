-- Policies whose title holds one of the names, the newest first.
SELECT
    p.fact_id, p.document_id, coalesce(d.title, d.path) AS document_title, d.published, p.region, p.region_code,
    p.title, p.sentence
FROM policy AS p
JOIN document AS d USING (document_id)
WHERE list_any_value(list_filter($names, lambda word: contains(p.title, word))) IS NOT NULL
ORDER BY d.published DESC NULLS LAST, p.document_id, p.span_start, p.fact_id
LIMIT $most
