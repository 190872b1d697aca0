"""How people and programs reach the desk; doors have no rules of their own."""
