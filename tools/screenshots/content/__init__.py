"""What only other systems bring, put into the demo organisation: mails, calls, campaigns, jobs. Those systems are the
tests' fakes of them, and everything goes through the product's own verbs and jobs."""

# What is printed once it is there, before the paths of links (see links.py).
READY = "everything is there"
