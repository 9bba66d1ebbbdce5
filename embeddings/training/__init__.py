"""Data that we wrote and the scripts that train on it; nothing here runs when documents are analysed."""
