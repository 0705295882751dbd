"""What do we do? Activities and what came of them, contacts, materials, letters for people in no system here, and the periodic report."""
