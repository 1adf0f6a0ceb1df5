-- How many facts of a kind are new, changed (another fact at the same place) and gone.
WITH
came AS (
    SELECT document_id, span_start, span_end, count(*) AS n
    FROM atlas.main./* kind */ observation ANTI JOIN before.main./* kind */ observation USING (fact_id)
    GROUP BY ALL
),
went AS (
    SELECT document_id, span_start, span_end, count(*) AS n
    FROM before.main./* kind */ observation ANTI JOIN atlas.main./* kind */ observation USING (fact_id)
    GROUP BY ALL
),
both_ways AS (
    SELECT coalesce(sum(least(came.n, went.n)), 0) AS n
    FROM came JOIN went USING (document_id, span_start, span_end)
)
SELECT
    (SELECT coalesce(sum(n), 0) FROM came)::BIGINT - both_ways.n::BIGINT,
    both_ways.n::BIGINT,
    (SELECT coalesce(sum(n), 0) FROM went)::BIGINT - both_ways.n::BIGINT
FROM both_ways
