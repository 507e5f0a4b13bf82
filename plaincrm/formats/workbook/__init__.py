"""What lies inside a workbook: looked at before a reader opens it."""
