-- Observations, each with the document it stands in.
SELECT o.*, d.title AS document_title, d.url AS document_url, d.published AS document_published
FROM observation o JOIN document d USING (document_id)
WHERE /* conditions */ true
ORDER BY indicator_id, indicator, region_code, year, period_last, document_id, span_start, fact_id
