"""From the text of a gazette to facts: read, repair, segment, extract."""
