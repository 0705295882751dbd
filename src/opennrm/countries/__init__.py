"""How is it done here? One dated, sourced profile per country; clocks and the state machine that read it. Pure."""
