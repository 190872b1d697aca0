"""The shell: what every page shares, the frame, the looks, the scripts and the errors."""
