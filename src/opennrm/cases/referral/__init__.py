"""Who asks for identification, with what consent, and was it taken up?"""
