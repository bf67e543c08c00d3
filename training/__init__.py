"""How the shipped language model is made and measured; never imported at run time.

Run from the project's root, with or without histor installed.
"""

import importlib.util
import sys
from pathlib import Path

if importlib.util.find_spec("histor") is None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
