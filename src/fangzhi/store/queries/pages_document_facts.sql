-- Every fact of one document in the order of its text.
SELECT * EXCLUDE (document_id)
FROM memory.document_fact
WHERE document_id = $document_id
ORDER BY span_start, span_end DESC, kind, fact_id
