"""The programme file: read and checked whole, compared with what is stored, applied as differences."""
