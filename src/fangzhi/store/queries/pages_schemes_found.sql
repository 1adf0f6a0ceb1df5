-- Keys of the schemes with a code, or of those that have only a name, whose words hold what is looked for.
SELECT region_key, key, region_code
FROM memory.scheme_key
WHERE (code IS NOT NULL) = $numbered AND ($words = '' OR contains(words, $words))
ORDER BY coalesce(region_code, '9'), region, coalesce(code, '~'), name
LIMIT $most OFFSET $skip
