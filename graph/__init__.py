"""From facts to an RDF graph that can be questioned, analysed, looked at and exported."""
