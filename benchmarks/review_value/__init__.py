"""What a look is worth: errors removed in the order of the queue, and in other orders."""
