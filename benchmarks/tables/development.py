"""All fixtures that the table reader is developed on."""
