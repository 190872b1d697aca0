"""Taking a case and handing it over warmly."""
