"""Write ids and fixes into pages."""
