-- The schemes by the keys of their pages, in the order of the registry, with the words that a search looks into.
WITH mentions AS (
    SELECT
        coalesce(s.region_code, s.region, '') AS region_key, coalesce(s.code, s.name) AS key, s.region, s.region_code,
        s.code, s.name, array_to_string(json_extract_string(s.groups, '$[*].members[*]'), ' ') AS members,
        row_number() OVER (ORDER BY d.published NULLS FIRST, s.document_id, s.span_start, s.fact_id) AS number
    FROM scheme AS s
    JOIN document AS d USING (document_id)
),

keys AS (
    SELECT
        m.region_key, m.key, arg_max(m.region_code, m.number) AS region_code, arg_max(m.code, m.number) AS code,
        arg_max(m.region, m.number) AS region, arg_max(m.name, (length(m.name), -m.number)) AS name,
        concat_ws(' ', string_agg(DISTINCT m.name, ' '), string_agg(DISTINCT m.members, ' ')) AS words
    FROM mentions AS m
    GROUP BY m.region_key, m.key
)

SELECT k.* REPLACE (lower(concat_ws(' ', k.code, k.words, k.region, r.english)) AS words)
FROM keys AS k
LEFT JOIN memory.area AS r ON r.region_code = k.region_code
ORDER BY coalesce(k.region_code, '9'), k.region, coalesce(k.code, '~'), k.name
