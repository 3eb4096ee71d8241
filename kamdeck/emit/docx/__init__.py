"""A report's elements and an opened brand go in; a native Word document comes out. Nothing else imports docx."""
