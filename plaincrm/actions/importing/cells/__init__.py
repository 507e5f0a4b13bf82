"""What the text of one cell says, one module per kind; each gives a value as a customer file writes it."""
