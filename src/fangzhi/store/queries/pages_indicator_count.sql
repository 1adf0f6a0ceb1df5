-- How many figures there are of one indicator.
SELECT coalesce(sum(count), 0)::BIGINT AS count FROM memory.label WHERE indicator_id = $indicator_id
