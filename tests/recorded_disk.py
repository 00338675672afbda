"""A disk that remembers the order in which a process wrote to it, and can be left as a power cut leaves one.

What a process does is recorded by strace. A write lasts once its file was flushed, a name once its folder was; of what
came after, any part may be on the disk, in any order, and half a write too.
"""

import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

TRACED = (
    "open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,lseek,ftruncate,truncate,fallocate,fsync,fdatasync,"
    "rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,mkdir,mkdirat,copy_file_range,sendfile"
)
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>")
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)", re.DOTALL)
_NAMES = frozenset({"make", "drop", "move"})


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


@dataclass(frozen=True)
class Operation:
    """One thing that happened: to the content or the names of a node, or that something was told."""

    kind: str  # make, drop, move, write, size, sync, told
    node: int = 0  # the file that is written, or the folder whose names change
    name: str = ""
    other: str = ""  # the name that is moved to, or what was told
    child: int = 0
    at: int = 0
    content: bytes = b""


class Recording:
    """The operations of one process below a folder, in their order."""

    def __init__(self, root: Path) -> None:
        self.root, self.operations = root, []
        self.folders, self._last = {0}, 0
        self._nodes: dict[str, int] = {".": 0}
        self._places: dict[str, int] = {}
        self._appending: set[str] = set()
        self._sizes: dict[int, int] = {}

    @classmethod
    def of(cls, root: Path, command: list[str], trace: Path, environment: dict[str, str]) -> "Recording":
        """Run a command to its end and record what it does below ``root``."""
        traced = ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={TRACED}", "-o", str(trace)]
        subprocess.run([*traced, *command], check=True, env=environment, stdout=subprocess.DEVNULL)
        recording, begun = cls(root), {}
        for line in trace.read_text("ascii", errors="replace").splitlines():
            process, _, call = line.partition(" ")
            call = call.strip()
            if call.endswith("<unfinished ...>"):
                begun[process] = call.removesuffix("<unfinished ...>").rstrip()
                continue
            if resumed := re.match(r"<\.\.\. \w+ resumed>", call):
                call = begun.pop(process) + call[resumed.end() :]
            if (found := _CALL.match(call)) and int(found.group(3)) >= 0:
                recording._note(found.group(1), found.group(2), int(found.group(3)))
        return recording

    def _path(self, words: str) -> str | None:
        """Return a path below the root, None for one elsewhere."""
        try:
            return PurePosixPath(words).relative_to(self.root).as_posix()
        except ValueError:
            return None

    def _note(self, call: str, arguments: str, result: int) -> None:
        handles = [_bytes(found).decode("utf-8", "replace") for found in _HANDLE.findall(arguments)]
        strings = [_bytes(found) for found in _STRING.findall(arguments)]
        if call == "write" and strings and strings[0].startswith(b"TOLD "):
            self.operations.append(Operation("told", other=strings[0].decode()[5:].strip()))
            return
        if call in (
            "open",
            "openat",
            "creat",
            "rename",
            "renameat",
            "renameat2",
            "unlink",
            "unlinkat",
            "rmdir",
            "mkdir",
            "mkdirat",
        ):
            bases = handles if call.endswith(("at", "at2")) else []
            named = [words.decode("utf-8", "replace") for words in strings]
            whole = [
                str(PurePosixPath(base) / name) for base, name in zip(bases or ["/"] * len(named), named, strict=False)
            ]
            paths = [self._path(path) for path in whole]
            if any(paths):
                assert all(paths), f"{call} leads out of the folder"
                self._name(call, arguments, [path for path in paths if path])
            return
        paths = [path for handle in handles if (path := self._path(handle)) is not None]
        if not paths:
            return
        path = paths[0]
        node = self._nodes.get(path)
        assert node is not None or path.endswith("(deleted)"), f"{call} of {path}, which is not known"
        if node is None:
            return
        self._write(call, path, node, arguments, b"".join(strings), result)

    def _name(self, call: str, arguments: str, paths: list[str]) -> None:
        path = paths[0]
        if call in ("open", "openat", "creat"):
            if "O_CREAT" in arguments and path not in self._nodes:
                self._make(path)
            if path in self._nodes and self._nodes[path] not in self.folders:
                self._places[path] = 0
                (self._appending.add if "O_APPEND" in arguments else self._appending.discard)(path)
                if "O_TRUNC" in arguments and self._sizes.get(self._nodes[path]):
                    self._size(self._nodes[path], 0)
        elif call in ("mkdir", "mkdirat"):
            self._make(path)
            self.folders.add(self._nodes[path])
        elif call.startswith("rename"):
            self._move(path, paths[1])
        else:
            folder, name = self._parent(path)
            self.operations.append(Operation("drop", folder, name))
            del self._nodes[path]

    def _parent(self, path: str) -> tuple[int, str]:
        split = PurePosixPath(path)
        return self._nodes[split.parent.as_posix()], split.name

    def _make(self, path: str) -> None:
        self._last += 1
        folder, name = self._parent(path)
        self._nodes[path] = self._last
        self.operations.append(Operation("make", folder, name, child=self._last))

    def _move(self, old: str, new: str) -> None:
        (folder, name), (to, new_name) = self._parent(old), self._parent(new)
        assert folder == to, "a move between folders"
        self.operations.append(Operation("move", folder, name, new_name, self._nodes[old]))
        moved = {path: node for path, node in self._nodes.items() if path == old or path.startswith(f"{old}/")}
        for path, node in moved.items():
            del self._nodes[path]
            self._nodes[new + path[len(old) :]] = node

    def _size(self, node: int, size: int) -> None:
        self.operations.append(Operation("size", node, at=size))
        self._sizes[node] = size

    def _write(self, call: str, path: str, node: int, arguments: str, content: bytes, result: int) -> None:
        match call:
            case "fsync" | "fdatasync":
                self.operations.append(Operation("sync", node))
            case "lseek":
                self._places[path] = result
            case "ftruncate":
                self._size(node, int(arguments.rpartition(",")[2]))
            case "write" | "writev":
                at = self._sizes.get(node, 0) if path in self._appending else self._places.get(path, 0)
                self._put(node, at, content[:result])
                self._places[path] = at + result
            case "pwrite64":
                self._put(node, int(arguments.rpartition(",")[2]), content[:result])
            case _:
                raise AssertionError(f"{call} is not recorded")

    def _put(self, node: int, at: int, content: bytes) -> None:
        self.operations.append(Operation("write", node, at=at, content=content))
        self._sizes[node] = max(self._sizes.get(node, 0), at + len(content))


class Disk:
    """What is on a disk: the names in each folder, and the content of each file."""

    def __init__(self) -> None:
        self.names: dict[int, dict[str, int]] = {}
        self.contents: dict[int, bytes] = {}

    def copy(self) -> "Disk":
        """Return a disk of its own that holds the same."""
        made = Disk()
        made.names = {folder: dict(names) for folder, names in self.names.items()}
        made.contents = dict(self.contents)
        return made

    def apply(self, done: Operation) -> None:
        """Have an operation be on the disk, whatever was before."""
        names = self.names.setdefault(done.node, {}) if done.kind in _NAMES else {}
        content = self.contents.get(done.node, b"")
        match done.kind:
            case "make":
                names[done.name] = done.child
            case "drop":
                names.pop(done.name, None)
            case "move":
                if names.get(done.name) == done.child:
                    del names[done.name]
                names[done.other] = done.child
            case "write":
                content = content.ljust(done.at, b"\0")
                self.contents[done.node] = content[: done.at] + done.content + content[done.at + len(done.content) :]
            case "size":
                self.contents[done.node] = content[: done.at].ljust(done.at, b"\0")

    def files(self, folders: set[int], node: int = 0, path: str = "") -> Iterator[tuple[str, bytes | None]]:
        """Return every path below a folder with its content, None for a folder."""
        for name, child in sorted(self.names.get(node, {}).items()):
            whole = f"{path}{name}"
            if child in folders:
                yield whole, None
                yield from self.files(folders, child, f"{whole}/")
            elif not name.endswith("-shm"):  # SQLite's shared memory is made anew by whoever opens first
                yield whole, self.contents.get(child, b"")


def power_cuts(recording: Recording, states: int, seed: int = 3) -> Iterator[tuple[list[str], dict[str, bytes | None]]]:
    """Return what was told before a cut, and what is on the disk after it, for about so many cuts at every moment."""
    chance, disk, pending, told = random.Random(seed), Disk(), [], []
    each = max(states // len(recording.operations), 3)
    for done in (*recording.operations, None):
        for number in range(each):
            cut = disk.copy()
            share = (1.0, 0.0)[number] if number < 2 else chance.choice((0.2, 0.5, 0.8, 0.95))
            for one in pending:
                if chance.random() < share:
                    cut.apply(one if share == 1.0 else _torn(one, chance))
            yield list(told), dict(cut.files(recording.folders))
        if done is None:
            return
        if done.kind == "told":
            told.append(done.other)
        elif done.kind == "sync":
            for one in pending:
                if one.node == done.node:
                    disk.apply(one)
            pending = [one for one in pending if one.node != done.node]
        else:
            pending.append(done)


def _torn(done: Operation, chance: random.Random) -> Operation:
    """Return an operation as it is or, where it is a write, now and then half done."""
    if done.kind != "write" or chance.random() < 0.7:
        return done
    cut = chance.randrange(len(done.content) + 1)
    rest = chance.choice((b"", bytes(len(done.content) - cut)))
    return Operation("write", done.node, at=done.at, content=done.content[:cut] + rest)
