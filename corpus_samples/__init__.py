"""Six invented agreements, each as text, as PDF and coded by a person; and the script that prints them."""
