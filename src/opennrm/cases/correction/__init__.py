"""Was it recorded rightly? A referral that was none, two of one person, a category, a fact: put right by an event that figures name."""
