"""The formats of export, by name; apart from what writes them, so that the command line can list them at once."""

from collections.abc import Mapping

FORMATS: Mapping[str, str] = {
    "csv": "a folder of tables, for data frames and databases",
    "xlsx": "the tables as a workbook, for Excel and the like (needs gongbao[excel])",
    "ttl": "Turtle, the union of all graphs, for people and RDF tools",
    "nq": "N-Quads, a named graph a source, for triple stores",
    "jsonld": "JSON-LD, the same quads, for programs that know JSON",
    "graphml": "the network, for Gephi, yEd, Cytoscape, igraph and networkx",
    "gexf": "the network with years, for Gephi's timeline",
    "neo4j": "a folder for neo4j-admin database import, and import.sh that runs it",
    "ftm": "FollowTheMoney as JSON lines, for OpenAleph, yente and Datashare",
}
"""Every format of export, and what opens it."""
