-- The projects of a region, the largest first.
SELECT p.fact_id, p.document_id, coalesce(d.title, d.path) AS title, d.published, p.name, p.amount, p.stage, p.sentence
FROM project AS p
JOIN document AS d USING (document_id)
WHERE p.region_code = $region_code
ORDER BY p.amount DESC NULLS LAST, d.published DESC NULLS LAST, p.document_id, p.span_start, p.fact_id
