"""The invented case analyses of a demo start and how they come into the database."""
