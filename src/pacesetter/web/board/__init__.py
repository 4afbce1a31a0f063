"""The team board as a page: cells, sorting, and what its address may ask for."""
