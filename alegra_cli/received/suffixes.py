"""What the names of files end in, where invoices come in."""

XML = ".xml"
PDF = ".pdf"
ZIP = ".zip"
EML = ".eml"
MBOX = ".mbox"
KNOWN = (XML, ZIP, EML, MBOX)
"""What documents are looked for in; a PDF only goes with one."""
