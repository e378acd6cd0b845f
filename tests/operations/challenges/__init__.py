"""Challenges: each kind answers its rows as the domain would."""
