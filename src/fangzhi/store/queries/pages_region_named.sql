-- What is named of one region: industries, projects, policies, platforms, each in their order.
SELECT
    kind, name, industry_id, stage, category, level, count, amount, mentions, fact_id, document_id, title, published,
    sentence
FROM memory.region_named
WHERE region_code = $region_code
ORDER BY kind, number
