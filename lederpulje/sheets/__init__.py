"""The sheets of the workbook: their columns, rows into values and values into rows."""
