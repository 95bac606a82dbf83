"""What the facts are, and the words that rules and names are made of."""
