"""What a file can bring in: the fields of activities, companies and contacts. One file per kind, one table of them."""
