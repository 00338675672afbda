"""Write the golden files anew; read the difference line by line before it is committed.

Run `python tests/golden/make.py` from the root of the project.
"""

import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "corpus")]

from test_structure import GOLDEN, IDS, outline

from corpus.collection import BUNDLED_DOCUMENTS, load_collection

collection = load_collection(BUNDLED_DOCUMENTS)
for document_id in IDS:
    content = json.dumps(outline(collection.document(document_id), collection), ensure_ascii=False, indent=0)
    (GOLDEN / f"{document_id}.json").write_text(content + "\n", "utf-8")
