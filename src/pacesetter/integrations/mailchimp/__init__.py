"""Mailchimp: its campaigns, by the Marketing API 3.0."""
