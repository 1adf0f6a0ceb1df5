-- The schemes of a region.
SELECT s.fact_id, s.document_id, coalesce(d.title, d.path) AS title, d.published, s.code, s.name, s.groups, s.sentence
FROM scheme AS s
JOIN document AS d USING (document_id)
WHERE s.region_code = $region_code
ORDER BY d.published DESC NULLS LAST, s.document_id, s.span_start, s.fact_id
