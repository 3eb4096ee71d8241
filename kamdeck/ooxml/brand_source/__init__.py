"""Read a brand file that may be damaged or hostile, and keep only what documents may inherit from it.

`zip_members` unpacks within limits, `opc` reads parts and relationships, `allowed_parts` lists what is kept, and
`brand_package` puts the result together as a clean file. Everything else relies on that file.
"""
