"""Gongbao (公报): reads government gazettes into a knowledge graph of agencies, officials and directives."""

__version__ = "0.1.0"
