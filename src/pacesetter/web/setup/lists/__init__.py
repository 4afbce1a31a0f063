"""Lists that are edited in place: one form per list, the last line is the empty new one."""
