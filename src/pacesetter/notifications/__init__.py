"""Who is told what, and when: the to-do mails of the day and of the week."""
