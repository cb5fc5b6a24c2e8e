"""OneSitting: one pull request, one sitting; one product area, one owner."""

__version__ = "0.1.0"
