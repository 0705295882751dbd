"""Who may see what? The policy table, the pure decision, the doors that reveal and log, and the read log."""
