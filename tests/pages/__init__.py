"""The pages, run by Streamlit's own test runner on a real database."""
