"""Documents in other programs; these tests need LibreOffice, its Python bridge and the Open XML SDK validator."""
