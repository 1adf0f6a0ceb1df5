-- Schemes whose code or name holds the words, whole ones first.
SELECT region_key, key, region_code, code, name, region
FROM memory.scheme_key
WHERE contains(lower(concat_ws(' ', code, name)), lower($words))
ORDER BY lower(coalesce(code, '')) = lower($words) OR lower(name) = lower($words) DESC, coalesce(region_code, '9'), region, coalesce(code, '~'), name
LIMIT $most
