"""
Print the Bestand, pickled: for the web server (deploy/gunicorn.conf.py).

What reading the lists and the model leaves behind is twice what they need: it goes with this
process.
"""

import pickle
import sys

from fallanalyse.pseudonymisierung.bestand import lade

pickle.dump(lade(), sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
