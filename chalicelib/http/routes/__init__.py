"""One blueprint a resource; a view reads, calls one verb, answers."""
