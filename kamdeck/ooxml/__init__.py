"""What both emitters write alike: flows' values go in; chart markup, workbooks and zip packages come out."""
