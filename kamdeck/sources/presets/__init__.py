"""Ready mappings of the exports of CRM systems, as data: one YAML file for each system."""
