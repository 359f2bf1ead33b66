-- When the variant's latest movement happened. Whoever moves units reads it from the row that it has locked and dates its
-- own movement no earlier, since the clocks of several processes differ and a lock may be waited for: so the movements up
-- to any moment add up to a level that there was.
ALTER TABLE stock_level ADD COLUMN last_moved_at timestamptz;

UPDATE stock_level l
   SET last_moved_at = m.at
  FROM (SELECT shop_id, variant_id, max(at) AS at FROM stock_movement GROUP BY shop_id, variant_id) m
 WHERE l.shop_id = m.shop_id AND l.variant_id = m.variant_id;

-- With the difference, so that adding movements up reads the index alone.
DROP INDEX stock_movement_history;
CREATE INDEX stock_movement_history ON stock_movement (shop_id, variant_id, at, movement_id) INCLUDE (delta);
