"""Train a challenger on reviewed reports and measure it beside the champion."""
