-- Projects of the industries, or whose name holds one of the names, the largest first.
SELECT
    p.fact_id, p.document_id, coalesce(d.title, d.path) AS title, d.published, p.region, p.region_code, p.name,
    p.amount, p.stage, p.sentence
FROM project AS p
JOIN document AS d USING (document_id)
WHERE
    p.industry_id IN (FROM unnest($industry_ids))
    OR list_any_value(list_filter($names, lambda word: contains(p.name, word))) IS NOT NULL
ORDER BY p.amount DESC NULLS LAST, d.published DESC NULLS LAST, p.document_id, p.span_start, p.fact_id
LIMIT $most
