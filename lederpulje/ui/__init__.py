"""The face: the only part that knows Streamlit and the browser."""
