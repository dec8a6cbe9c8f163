"""What is measured and how (bench/README.md). Ratios of medians from interleaved rounds: machines are noisy."""
