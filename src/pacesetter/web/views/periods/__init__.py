"""Pages of closing of periods and restatements."""
