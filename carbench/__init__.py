"""The release workstation for fresh autologous CAR-T batches made in a hospital."""

__version__ = "0.2.0"
