"""Text goes in; its width, its lines, and its scripts come out, from shipped font metrics and no font on the machine."""
