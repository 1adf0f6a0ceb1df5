-- The register with one row a code: a code that was given twice is shown as it stands now, or last stood.
CREATE TABLE memory.area AS
SELECT
    region_code, name, coalesce(short, name) AS short, coalesce(english, pinyin, name) AS english,
    coalesce(pinyin, '') AS pinyin, level, parent, longitude, latitude, valid_to IS NULL AS current
FROM atlas.main.region
QUALIFY row_number() OVER (PARTITION BY region_code ORDER BY valid_to DESC NULLS FIRST, name) = 1
