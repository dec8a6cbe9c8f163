"""Read-only questions: what lists, pages, chat answers and exports show. Nothing here writes."""
