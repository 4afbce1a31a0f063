"""What a phone does without a network: what it takes along, and what it sends afterwards."""
