"""Charts as shapes: what the templates draw as SVG. Lengths are strings, so that no locale puts a comma into them."""
