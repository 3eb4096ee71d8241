"""Decks as office programs find them; these tests need LibreOffice and the Open XML SDK validator."""
