"""Communities of a picture: names that are tied to one another more than to the others."""

from networkx import Graph
from networkx.algorithms.community import louvain_communities

from .picture import Picture

SEED = 1


def communities(picture: Picture) -> dict[str, int]:
    """The community of each name that has a tie, the largest being 0.

    Louvain's method (Blondel, Guillaume, Lambiotte, Lefebvre 2008) on the weights of ties. It begins in an order drawn
    by lot from a fixed seed, and names stand in it as numbers, whose order no run of Python changes: the same picture
    always gives the same communities.
    """
    place = {node.id: number for number, node in enumerate(picture.nodes)}
    graph: Graph[int] = Graph()
    for edge in picture.edges:
        one, other = place[edge.source], place[edge.target]
        known = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
        graph.add_edge(one, other, weight=known + edge.weight)
    found = sorted(louvain_communities(graph, seed=SEED), key=lambda part: (-len(part), min(part)))
    return {picture.nodes[number].id: index for index, part in enumerate(found) for number in part}
