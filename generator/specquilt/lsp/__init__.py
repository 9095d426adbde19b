"""The language server: findings, explanations and repairs in editors. `server.py` speaks the protocol."""
