"""The mailboxes through which customers reach us and we reach them."""
