-- Every fact of one document in the order of its text.
SELECT * FROM fact WHERE document_id = $document ORDER BY span_start, span_end, kind, fact_id
