-- One document with its text.
SELECT
    document_id, path, title, published, region, region_code, publisher, url, licence, language, kind,
    document_number, origins, characters, text_sha256, source_sha256, text, layout, fact_count
FROM document
WHERE document_id = $document_id
