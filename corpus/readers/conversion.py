"""Conversion: old office files (DOC, XLS, PPT) made new ones by LibreOffice, where it is installed.

It runs in a process with limits, in a folder of its own that goes afterwards, with a profile that runs no macro, follows
no link and reaches no other machine. What comes out is no more trusted than what went in.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.formats import MAXIMUM_BYTES, DocumentFormat
from corpus.readers.processes import Limits, answer_of

LIMITS = Limits(memory=4 << 30, processor=60, clock=120, files=1_024, written=200_000_000)
_FILTERS = {
    DocumentFormat.DOC: ("MS Word 97", "docx:MS Word 2007 XML"),
    DocumentFormat.XLS: ("MS Excel 97", "xlsx:Calc MS Excel 2007 XML"),
    DocumentFormat.PPT: ("MS PowerPoint 97", "pptx:Impress MS PowerPoint 2007 XML"),
}
NEWER = {
    DocumentFormat.DOC: DocumentFormat.DOCX,
    DocumentFormat.XLS: DocumentFormat.XLSX,
    DocumentFormat.PPT: DocumentFormat.PPTX,
}
_SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",  # no macro, whoever signed it
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "org.openoffice.Inet/Settings": {  # a proxy that nobody answers at
        "ooInetProxyType": "1",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    + "\n".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    + "\n</oor:items>\n"
)


def converted(data: bytes, name: str, kind: DocumentFormat) -> bytes:
    """Return an old office file as a new one; raises UnreadableDocument."""
    office = shutil.which("soffice")
    if office is None:
        raise UnreadableDocument(name, Fault.NEEDS_OFFICE)
    with tempfile.TemporaryDirectory(prefix="shirube-") as made:
        folder = Path(made)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        (folder / f"read.{kind.value}").write_bytes(data)
        answer_of(_command(office, folder, kind), b"", LIMITS.clock, _environment(folder), folder)
        return _result(folder / f"read.{NEWER[kind].value}", name)


def _command(office: str, folder: Path, kind: DocumentFormat) -> list[str]:
    reads, writes = _FILTERS[kind]
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    work = [f"--infilter={reads}", "--convert-to", writes, "--outdir", str(folder), f"read.{kind.value}"]
    return [sys.executable, "-I", "-m", "corpus.readers.conversion", office, profile, *options, *work]


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}


def _result(path: Path, name: str) -> bytes:
    if not path.is_file() or path.is_symlink():
        raise UnreadableDocument(name, Fault.DAMAGED)
    if path.stat().st_size > MAXIMUM_BYTES:
        raise UnreadableDocument(name, Fault.EXPANDS)
    return path.read_bytes()


def main() -> None:
    """Become the command that the arguments are, held to the limits."""
    LIMITS.hold()
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
