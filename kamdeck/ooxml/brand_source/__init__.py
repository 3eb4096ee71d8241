"""What an Office file from outside holds: read by the rules of OPC, checked, and reduced to what a document keeps."""
