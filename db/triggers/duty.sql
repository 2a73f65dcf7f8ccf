-- Duty lists: what a list takes from its holder and its items from it; what is in force never changes (D-DUTY-3).
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON duty_list FOR EACH ROW EXECUTE FUNCTION list_place();
CREATE TRIGGER moved AFTER UPDATE ON duty_list FOR EACH ROW EXECUTE FUNCTION list_moved();
CREATE TRIGGER place BEFORE INSERT OR UPDATE OR DELETE ON duty_item FOR EACH ROW EXECUTE FUNCTION item_place();
CREATE TRIGGER lists_moved AFTER UPDATE ON post FOR EACH ROW EXECUTE FUNCTION holder_moved();
