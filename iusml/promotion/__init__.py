"""A challenger and the champion that it may replace: figures side by side, and the exchange."""
