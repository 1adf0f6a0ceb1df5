-- Every mention of a scheme with its document, those of a region together, oldest first.
SELECT
    coalesce(s.region_code, s.region, '') AS region_key, s.fact_id, s.document_id,
    coalesce(d.title, d.path) AS document_title, d.published AS document_published, s.region, s.region_code, s.code,
    s.name, s.groups, s.sentence, s.span_start
FROM scheme AS s
JOIN document AS d USING (document_id)
ORDER BY region_key, d.published NULLS FIRST, s.document_id, s.span_start, s.fact_id
