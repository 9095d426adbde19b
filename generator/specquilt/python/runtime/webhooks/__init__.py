"""What servers send to the user: who has sent it, and what it says. Nothing else imports this."""
