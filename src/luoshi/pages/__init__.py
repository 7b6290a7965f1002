"""The only home of HTTP: an area a folder, with its addresses, views, forms, templates, static files, translations."""
