"""What the guidance asks of a draft: considerations with evidence, purposes, and what the documents do of the kind."""
