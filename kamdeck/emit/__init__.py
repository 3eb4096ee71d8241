"""Pages or flows go in; native Office files come out, one medium a package."""
