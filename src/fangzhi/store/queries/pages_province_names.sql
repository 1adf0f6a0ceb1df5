-- The names of the provinces.
SELECT region_code, name, short, english FROM memory.area WHERE level = 'province'
