-- The mentions of one scheme, the newest document first.
SELECT
    s.fact_id, s.document_id, coalesce(d.title, d.path) AS title, d.published, s.region, s.region_code, s.code, s.name,
    s.groups, s.quote, s.sentence
FROM scheme AS s
JOIN document AS d USING (document_id)
WHERE s.region_code IS NOT DISTINCT FROM $region_code AND coalesce(s.code, s.name) = $key
ORDER BY d.published DESC NULLS LAST, s.document_id, s.span_start, s.fact_id
