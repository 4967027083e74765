"""How sure a record is: probabilities that hold, and what precision can be promised of them."""
