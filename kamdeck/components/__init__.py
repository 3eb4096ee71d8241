"""Parts that several blocks share: titles, table cells, status icons, names and days of periods."""
