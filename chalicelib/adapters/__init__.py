"""The world behind the ports: one module per neighbour."""
