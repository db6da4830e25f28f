"""The demo agency "Harrow Lane Staffing": invented people and places, drawn from a seed."""
