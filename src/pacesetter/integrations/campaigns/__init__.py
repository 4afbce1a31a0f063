"""What a system that sends e-mail campaigns can be asked, whichever it is."""
