"""Where Streamlit comes in.

In a folder of its own: a folder called ``pages`` beside Streamlit's script is taken for its old way of making
pages, and a server that was restarted then shows nothing to a tab that was open.
"""
