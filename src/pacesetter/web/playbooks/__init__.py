"""What the pages show of a playbook, in words."""
