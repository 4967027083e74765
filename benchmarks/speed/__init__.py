"""How fast reports are read, end to end, beside what their readers would else use."""
