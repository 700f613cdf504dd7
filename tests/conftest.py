"""One run of `workbook report` on hostile articles, for all tests of its pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ARTICLES = """\
outlet,date,title,body
Tidewater,2025-03-04,Ferry <script>alert(1)</script> stays in port,"The ferry did not sail, \
and 240 passengers waited. ""We will not risk it,"" said Ana Ruiz, the harbour master."
Tidewater,2025-03-11,Bakers & <img src=x onerror=alert(2)> millers agree,"Bread will cost 12 \
percent more from May. The millers said that <b>flour</b> prices had risen to 900 dollars a tonne."
</script><!-- Wire,2025-03-12,Fares of $5 and $6 </script><script>alert(3)</script> stay,"Fares of \
$5 and $6 stay as they are, said <!-- Ben Ode, who runs 30 buses for 4,000 riders a day."
javascript:alert(4),2025-03-15,[[ {{ 7*7 }} ]] "onmouseover=alert(5) 🗞,"🗞🗞 A crowd of 500 people \
saw the match. ""We were lucky,"" said Cara Lund. Tickets were 14 dollars."
"""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles that try to be markup, code and links."""
    folder = tmp_path_factory.mktemp("tide") / "harbour & bread"
    folder.mkdir()
    (folder / "articles.csv").write_text(ARTICLES, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def report(
    hostile: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """What `workbook report` said, and the folder of its pages."""
    out = tmp_path_factory.mktemp("report") / "pages"
    start = [sys.executable, "-m", "workbook", "report"]
    return subprocess.run(
        [*start, str(hostile), "--out", str(out)], capture_output=True, text=True
    ), out
