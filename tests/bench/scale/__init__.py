"""What the measurement at scale is made of."""
