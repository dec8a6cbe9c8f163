"""Earlier years: decided requests from a spreadsheet, read strictly and stored whole or not at all."""
