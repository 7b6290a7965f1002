"""What a clause does in its sentence (an order, a frame, a statement), and how reportable it is."""
