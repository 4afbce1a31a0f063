"""What the add-on in Gmail needs beside its door: who it acts for, what is done once, and how it is deployed."""
