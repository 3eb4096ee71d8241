"""Parts that several blocks share: titles, table cells and status icons."""
