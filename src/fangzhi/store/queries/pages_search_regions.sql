-- Regions whose name holds the words; the whole name first, higher levels first.
SELECT
    region_code, name, short, english, level,
    lower($words) IN (lower(name), lower(short), lower(english), lower(pinyin), region_code) AS exact
FROM memory.area
WHERE
    contains(name, $words) OR contains(lower(english), lower($words)) OR contains(lower(pinyin), lower($words))
    OR region_code = $words
ORDER BY
    exact DESC,
    CASE level WHEN 'country' THEN 0 WHEN 'province' THEN 1 WHEN 'prefecture' THEN 2 WHEN 'county' THEN 3 ELSE 4 END,
    region_code
LIMIT $most
