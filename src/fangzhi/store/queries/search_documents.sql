-- All documents, newest first: the order in which sentences are numbered.
SELECT document_id FROM document ORDER BY published DESC NULLS LAST, document_id
