"""Where a sentence is cut into the smallest pieces that can be reported on."""
