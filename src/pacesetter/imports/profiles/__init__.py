"""What the exports of other systems look like: one file per source, one table of them."""
