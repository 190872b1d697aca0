"""`python -m amends.doors.cli` is `amends`."""

import sys

from amends.doors.cli.main import main

sys.exit(main())
