"""The Streamlit shell: shows the plan and keeps the session."""
