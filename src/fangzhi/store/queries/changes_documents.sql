-- How many documents only the new atlas has, and how many only the old one.
SELECT
    (SELECT count(*) FROM atlas.main.document ANTI JOIN before.main.document USING (document_id)),
    (SELECT count(*) FROM before.main.document ANTI JOIN atlas.main.document USING (document_id))
