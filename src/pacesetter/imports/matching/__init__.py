"""Which company or contact of ours a row means. What isn't known yet is made once, however often it is named."""
