"""What a plan or portfolio says: a message for each topic, chosen among its cases once for all languages."""
