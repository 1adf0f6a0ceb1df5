-- What is named of each region, in the order of its page: industries (a row an industry and stage, the first mention of
-- the newest document), projects (the largest first), policies (a row a title, its first mention), platforms (a row a name,
-- level and count, its newest mention).
WITH focuses AS (
    SELECT
        f.region_code, 'focus' AS kind, f.industry AS name, f.industry_id, f.stage, count(*) AS mentions,
        arg_min(f.fact_id, (-coalesce(epoch(d.published), 0)::BIGINT, f.span_start, f.fact_id)) AS fact_id,
        arg_min(f.document_id, (-coalesce(epoch(d.published), 0)::BIGINT, f.span_start, f.fact_id)) AS document_id,
        row_number() OVER (
            PARTITION BY f.region_code ORDER BY count(*) DESC, f.industry, f.stage NULLS LAST, f.industry_id
        ) AS number
    FROM focus AS f
    JOIN document AS d USING (document_id)
    WHERE f.region_code IS NOT NULL
    GROUP BY f.region_code, f.industry, f.industry_id, f.stage
),

projects AS (
    SELECT
        p.region_code, 'project' AS kind, p.name, p.stage, p.amount, p.sentence, p.fact_id, p.document_id,
        coalesce(d.title, d.path) AS title, d.published,
        row_number() OVER (
            PARTITION BY p.region_code
            ORDER BY p.amount DESC NULLS LAST, d.published DESC NULLS LAST, p.document_id, p.span_start, p.fact_id
        ) AS number
    FROM project AS p
    JOIN document AS d USING (document_id)
    WHERE p.region_code IS NOT NULL
),

policies AS (
    SELECT
        region_code, 'policy' AS kind, title AS name, count(*) AS mentions,
        arg_min(fact_id, (document_id, span_start)) AS fact_id,
        arg_min(document_id, (document_id, span_start)) AS document_id,
        row_number() OVER (PARTITION BY region_code ORDER BY count(*) DESC, title) AS number
    FROM policy
    WHERE region_code IS NOT NULL
    GROUP BY region_code, title
),

platforms AS (
    SELECT
        p.region_code, 'platform' AS kind, p.name, p.category, p.level, p.count, count(*) AS mentions,
        arg_max(p.fact_id, (coalesce(d.published, DATE '0001-01-01'), p.fact_id)) AS fact_id,
        arg_max(p.document_id, (coalesce(d.published, DATE '0001-01-01'), p.fact_id)) AS document_id,
        row_number() OVER (
            PARTITION BY p.region_code ORDER BY p.category, count(*) DESC, p.name, p.level, p.count
        ) AS number
    FROM platform AS p
    JOIN document AS d USING (document_id)
    WHERE p.region_code IS NOT NULL
    GROUP BY p.region_code, p.name, p.category, p.level, p.count
)

FROM focuses
UNION ALL BY NAME FROM projects
UNION ALL BY NAME FROM policies
UNION ALL BY NAME FROM platforms
ORDER BY region_code, kind, number
