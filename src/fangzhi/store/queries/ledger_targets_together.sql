-- The same as ledger_chosen_targets.sql where few targets fit the conditions.
SELECT *
FROM /* target */ target
WHERE /* conditions */ true
ORDER BY told DESC, rank, year DESC NULLS LAST, indicator_id, region_key, fact_id
LIMIT $most
