-- Words that no row of the vocabulary matches, the commonest first.
SELECT u.kind, u.words, u.count, u.example_fact_id AS fact_id, f.document_id
FROM unresolved AS u
LEFT JOIN fact AS f ON f.fact_id = u.example_fact_id
ORDER BY u.count DESC, u.kind, u.words
LIMIT $most
