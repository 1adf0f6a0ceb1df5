-- Documents with this id, beginning of an id, path or title; an exact id wins.
SELECT * FROM document
WHERE document_id = $identity OR path = $identity OR title = $identity
   OR (length($identity) >= 4 AND starts_with(document_id, $identity))
ORDER BY document_id = $identity DESC, path
