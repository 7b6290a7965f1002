"""The only home of HTTP: an area a folder, each with its addresses, views, forms, templates, static files and translations."""
