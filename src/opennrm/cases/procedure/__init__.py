"""What becomes of the procedure besides its decisions? It rests, it goes on, the person leaves it, it is looked at again, it ends."""
