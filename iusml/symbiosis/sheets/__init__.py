"""The workbook of a flow: streams, receivers, years, what is missing, and what each column says."""
