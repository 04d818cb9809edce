"""One module per family of ports."""
