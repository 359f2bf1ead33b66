-- As before, and whoever is listed among the buyers now may have orders that were counted while they were not.
DROP TRIGGER order_name_follows_directory ON customer_directory;
CREATE TRIGGER order_name_follows_directory
 AFTER UPDATE OF sort_name, has_bought ON customer_directory FOR EACH ROW
  WHEN (NEW.has_bought AND (OLD.sort_name IS DISTINCT FROM NEW.sort_name OR NOT OLD.has_bought))
EXECUTE FUNCTION order_name_follows_directory();
