"""Files that leave the house: the breakdown table as XLSX, the notice of a batch as DOCX."""
