-- How many schemes have a code, or only a name, and hold the words that are looked for.
SELECT count(*) AS count
FROM memory.scheme_key
WHERE (code IS NOT NULL) = $numbered AND ($words = '' OR contains(words, $words))
