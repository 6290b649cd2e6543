"""Points, passes, covers, orders and areas in a plane of millimetres; knows no medicine."""
