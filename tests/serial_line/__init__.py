"""A serial pulse sensor: what its lines may be, how they arrive, and the port around them."""
