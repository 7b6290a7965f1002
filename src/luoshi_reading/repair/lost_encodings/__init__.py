"""Text that was read with the wrong encoding or one byte off: what its bytes prove, and what they make likely."""
