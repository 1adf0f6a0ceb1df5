-- Every mention of a scheme of some regions with its document, oldest first.
SELECT s.fact_id, s.document_id, coalesce(d.title, d.path) AS document_title, d.published AS document_published,
       s.region, s.region_code, s.code, s.name, s.groups, s.sentence
FROM scheme AS s JOIN document AS d USING (document_id)
WHERE coalesce(s.region_code, s.region, '') IN (FROM unnest($regions))
ORDER BY d.published NULLS FIRST, s.document_id, s.span_start, s.fact_id
