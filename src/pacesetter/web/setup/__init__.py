"""What the pages of the KPI set-up show, ready to print, and what was typed into them."""
