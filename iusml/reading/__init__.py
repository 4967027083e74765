"""From a PDF file to a `Document`: words with places, reading order, tables, OCR where needed."""
