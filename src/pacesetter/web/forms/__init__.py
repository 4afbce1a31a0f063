"""Forms: what a page asks for. The rules are the verbs'; a form only reads and shows."""
