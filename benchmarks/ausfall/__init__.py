"""
`make ausfall`: two people type and save while web server and database are killed under them.

What was acknowledged must be there afterwards, whole and once.
"""
