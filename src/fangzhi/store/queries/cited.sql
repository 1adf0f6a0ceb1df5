-- Facts of one kind, each with the document it stands in; export puts the other kinds in the place of the first.
SELECT f.*, d.title AS document_title, d.url AS document_url, d.published AS document_published
FROM observation f JOIN document d USING (document_id)
ORDER BY f.region_code, f.region, f.document_id, f.span_start, f.span_end, f.fact_id
