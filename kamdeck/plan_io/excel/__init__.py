"""An Excel workbook goes in, its nodes with their cells come out; a plan goes in, its workbook comes out."""
