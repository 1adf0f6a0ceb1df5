-- One region of the register.
SELECT region_code, name, short, english, pinyin, level, parent, longitude, latitude
FROM memory.area
WHERE region_code = $region_code
