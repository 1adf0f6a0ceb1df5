-- Every mention of every scheme, the newest document first within a region and code.
SELECT
    s.fact_id, s.document_id, coalesce(d.title, d.path) AS title, d.published, s.region, s.region_code, s.code, s.name,
    s.groups, s.quote, s.sentence
FROM scheme AS s
JOIN document AS d USING (document_id)
ORDER BY s.region_code NULLS LAST, coalesce(s.code, s.name), d.published DESC NULLS LAST, s.document_id, s.span_start, s.fact_id
