"""The add-in in Outlook as Microsoft's administrators see it: its manifest, and the hosts that have to do with it."""
