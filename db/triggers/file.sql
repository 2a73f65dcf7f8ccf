-- Files take from what they are attached to who reads them.
CREATE TRIGGER place BEFORE INSERT OR UPDATE ON file FOR EACH ROW EXECUTE FUNCTION file_place();
CREATE TRIGGER carry AFTER UPDATE ON paper FOR EACH ROW EXECUTE FUNCTION paper_carry();
CREATE TRIGGER carry AFTER UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION paper_carry();
