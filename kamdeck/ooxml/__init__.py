"""Office Open XML that both media share: charts with their workbooks, shapes, colours, brands, and package files."""
