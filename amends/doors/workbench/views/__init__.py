"""What answers at the workbench's addresses: read, ask one action, render."""
