"""Why a figure is what it is, as a page."""
