"""Where plants and receivers lie in Sweden, and how well that is known."""
