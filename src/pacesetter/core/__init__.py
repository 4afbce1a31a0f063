"""Pure helpers that every room may use: periods, working time, the clock, exact numbers, the guarded HTTP client."""
