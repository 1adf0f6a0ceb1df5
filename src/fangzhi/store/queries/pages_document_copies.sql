-- The further files of a document.
SELECT path, title, publisher, url, published, likeness FROM copy WHERE document_id = $document_id ORDER BY path
