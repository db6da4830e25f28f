"""What the law and the work ask of a person, and how well she fits: values in, values out."""
