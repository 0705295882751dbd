"""What a file becomes before it is sealed: opened by the parser of its kind, written anew, without what tells of its making.

Runs as a program of its own (`python -m opennrm.vault.cleaner KIND`), since parsers of other people's files are what an attacker reaches
first: it holds no key, opens no file, writes none, and has little memory and time. The bytes come in by stdin; out go a line of JSON
(`{"left": […]}` or `{"refused": "…"}`) and the clean bytes. `vault.cleaning` starts it.
"""
