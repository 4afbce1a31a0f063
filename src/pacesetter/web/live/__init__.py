"""Pages that refresh by themselves: one listener per process hears which organisation has changed, and one stream per
viewer says so. What the page then shows it fetches anew, under the same rules as ever."""
