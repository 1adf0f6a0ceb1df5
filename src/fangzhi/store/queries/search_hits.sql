-- The sentences at these places, with their documents, in the order of the places.
WITH places AS (
    SELECT unnest($documents) AS document_id, unnest($first) AS first, unnest($last) AS last, unnest($numbers) AS number
)

SELECT d.document_id, coalesce(d.title, d.path) AS title, d.published, d.region,
    substring(d.text, p.first + 1, p.last - p.first) AS sentence
FROM places AS p
JOIN document AS d USING (document_id)
WHERE d.document_id IN (FROM unnest($documents))
ORDER BY p.number
