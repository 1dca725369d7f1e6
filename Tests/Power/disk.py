"""A disk that remembers what was flushed: replays a record made by record.c, and says what may stand after a power cut.

What a disk owes after a cut is taken as POSIX has it, which is less than any file system of today gives:

- bytes of a file count from its own fsync on; before, each page of 4 KiB of each write is there or not, one may be torn,
  and a file may have its new length with zeros where bytes are missing;
- a name (made, removed, renamed, linked) counts from the fsync of its own folder on, and a folder's own name from that
  of the one above it; before, each is there or not by itself. Two names of one rename change together as long as
  neither folder was flushed;
- nothing else orders anything.

What stands outside (the receiver, the source: other machines) is on the disk at once.
"""

import os
import struct

(CREATED, WRITTEN, CUT, SYNCED, FOLDER_MADE, REMOVED, FOLDER_REMOVED, RENAMED, LINKED, NAMELESS, ALLOCATED, ALL_SYNCED,
 MAPPED, TOUCHED, LINK_MADE, UNKNOWN) = range(1, 17)
HEADER = struct.Struct("=II QQQQ qqq IIII")
PAGE = 4096
#: The index of a write-ahead log is memory that processes share; SQLite makes it anew after a cut.
INDEX = "-shm"


class Unreadable(Exception):
    """The record does not say all that happened."""


class Record:
    """One change, as record.c wrote it."""

    def __init__(self, data, at):
        (magic, self.what, device, inode, folder, folder2, self.offset, self.size, self.modified, name, name2, count,
         self.flags) = HEADER.unpack_from(data, at)
        if magic != 0x52435031:
            raise Unreadable(f"no record at byte {at}")
        at += HEADER.size
        self.name = data[at:at + name].decode()
        self.name2 = data[at + name:at + name + name2].decode()
        self.data = data[at + name + name2:at + name + name2 + count]
        self.inode, self.folder, self.folder2 = ((device, number) for number in (inode, folder, folder2))
        self.end = at + name + name2 + count


def records(data):
    at = 0
    while at < len(data):
        one = Record(data, at)
        at = one.end
        yield one


class File:
    def __init__(self, outside, content=b"", modified=0):
        self.outside, self.modified = outside, modified
        self.now = bytearray(content)
        self.flushed = bytes(content)
        self.pending = []

    def change(self, what, offset, value, modified):
        self.modified = modified
        change(self.now, what, offset, value)
        if self.outside:
            self.flush()
        else:
            self.pending.append((what, offset, value))

    def flush(self):
        self.flushed, self.pending = bytes(self.now), []

    def after(self, luck):
        """The bytes that stand after a cut."""
        content = bytearray(self.flushed)
        for what, offset, value in self.pending:
            if what != WRITTEN:
                if luck.keeps():
                    change(content, what, offset, value)
                continue
            for start, piece in pages(offset, value):
                if luck.keeps():
                    change(content, WRITTEN, start, piece)
                elif luck.tears():
                    change(content, WRITTEN, start, piece[:luck.numbers.randrange(len(piece) + 1)])
        if luck.grows() and len(self.now) > len(content):
            content.extend(bytes(len(self.now) - len(content)))
        return bytes(content)


def change(content, what, offset, value):
    if what == CUT:
        if value <= len(content):
            del content[value:]
        else:
            content.extend(bytes(value - len(content)))
    elif what == ALLOCATED:
        content.extend(bytes(max(0, offset + value - len(content))))
    else:
        if offset > len(content):
            content.extend(bytes(offset - len(content)))
        content[offset:offset + len(value)] = value


def pages(offset, value):
    at = 0
    while at < len(value):
        length = min(PAGE - (offset + at) % PAGE, len(value) - at)
        yield offset + at, value[at:at + length]
        at += length


class Folder:
    def __init__(self, outside):
        self.outside = outside
        self.now, self.flushed = {}, {}


def snapshot(path):
    """What stands at `path`, with the numbers by which a record names it."""
    about = os.lstat(path)
    key = (about.st_dev, about.st_ino)
    if os.path.isdir(path):
        return key, {name: snapshot(os.path.join(path, name)) for name in os.listdir(path)}, 0
    with open(path, "rb") as file:
        return key, file.read(), about.st_mtime_ns


class Disk:
    """A folder and all below it, from a snapshot of it: that has been flushed long ago. `outside` is the path of what other
    machines have; `lost`, endings of paths of which this disk forgets every flush."""

    def __init__(self, start, outside, lost=()):
        self.outside, self.lost = outside, lost
        self.nodes, self.pending, self.mapped = {}, [], set()
        self.top = self.read(start, "")

    def read(self, start, below):
        key, content, modified = start
        if isinstance(content, dict):
            node = Folder(below.startswith(self.outside))
            node.now = {name: self.read(child, f"{below}/{name}") for name, child in content.items()}
            node.flushed = dict(node.now)
        else:
            node = File(below.startswith(self.outside), content, modified)
        self.nodes[key] = node
        return node

    def bring(self, below, content, about):
        """Somebody outside puts down a file."""
        *folders, name = below.split("/")
        folder = self.top
        for part in folders:
            folder = folder.now[part]
        node = File(True, content, about.st_mtime_ns)
        self.nodes[about.st_dev, about.st_ino] = node
        folder.now[name] = folder.flushed[name] = node

    def replay(self, one):
        """Answers whether it was of this disk."""
        if one.what == ALL_SYNCED:
            raise Unreadable("a flush of everything: say what it means here")
        if one.what in (CREATED, FOLDER_MADE, LINKED, RENAMED, REMOVED, FOLDER_REMOVED, LINK_MADE):
            return self.replay_name(one)
        if one.what == NAMELESS:
            # It never has a name unless it is linked, and then its bytes count.
            self.nodes[one.inode] = File(False)
            return False
        node = self.nodes.get(one.inode)
        if node is None:
            return False
        if one.what == WRITTEN:
            node.change(WRITTEN, one.offset, one.data, one.modified)
        elif one.what in (CUT, ALLOCATED):
            node.change(one.what, one.offset, one.size, one.modified)
        elif one.what == TOUCHED:
            node.modified = one.modified
        elif one.what == MAPPED:
            self.mapped.add(id(node))
        elif one.what == SYNCED:
            self.flush(node)
        else:
            raise Unreadable(f"a change of the kind {one.what}")
        return True

    def replay_name(self, one):
        folder = self.nodes.get(one.folder)
        if one.what == RENAMED:
            return self.replay_rename(one, folder)
        if folder is None:
            # A number that was ours may be somebody else's now.
            if one.what in (CREATED, FOLDER_MADE):
                self.nodes.pop(one.inode, None)
            return False
        if one.what == LINK_MADE:
            raise Unreadable(f"a link {one.name}")
        if one.what == CREATED:
            node = self.nodes[one.inode] = File(folder.outside, modified=one.modified)
        elif one.what == FOLDER_MADE:
            node = self.nodes[one.inode] = Folder(folder.outside)
        elif one.what == LINKED:
            node = self.nodes[one.inode]
        else:
            node = None
        self.name([(folder, one.name, node)])
        return True

    def replay_rename(self, one, folder):
        target = self.nodes.get(one.folder2)
        if folder is None and target is None:
            return False
        if folder is None or target is None or one.flags & ~1:
            raise Unreadable(f"a rename of {one.name} to {one.name2} that leads out of the folder, or exchanges two")
        self.name([(target, one.name2, folder.now[one.name]), (folder, one.name, None)])
        return True

    def name(self, effects):
        for folder, name, node in effects:
            put(folder.now, name, node)
        late = []
        for folder, name, node in effects:
            if folder.outside:
                put(folder.flushed, name, node)
            else:
                late.append((folder, name, node))
        if late:
            self.pending.append(late)

    def flush(self, node):
        if self.forgets(node):
            return
        if isinstance(node, File):
            return node.flush()
        kept = []
        for effects in self.pending:
            # The removal of the old name takes the new one with it; the new name alone leaves the old one open.
            takes_all = effects[-1][0] is node
            rest = []
            for folder, name, other in effects:
                if folder is node or takes_all:
                    put(folder.flushed, name, other)
                else:
                    rest.append((folder, name, other))
            if rest:
                kept.append(rest)
        self.pending = kept

    def forgets(self, node):
        """Whether this disk lies about a flush of it."""
        return bool(self.lost) and any(path.endswith(self.lost) for path in self.paths(node))

    def paths(self, wanted, folder=None, below=""):
        for name, node in (folder or self.top).now.items():
            if node is wanted:
                yield f"{below}/{name}"
            if isinstance(node, Folder):
                yield from self.paths(wanted, node, f"{below}/{name}")

    def after(self, luck):
        """What stands after a cut: paths below the root, with bytes and time for files and None for folders."""
        entries = {}
        for effects in self.pending:
            if luck.keeps_name():
                for folder, name, node in effects:
                    table = entries.setdefault(id(folder), dict(folder.flushed))
                    put(table, name, node)
        found = {}

        def walk(folder, below):
            for name, node in sorted(entries.get(id(folder), folder.flushed).items()):
                path = f"{below}/{name}"
                if isinstance(node, Folder):
                    found[path] = None
                    walk(node, path)
                else:
                    found[path] = (bytes(node.now) if node.outside else node.after(luck), node.modified)

        walk(self.top, "")
        return found

    def compare(self, path, node=None):
        """The record is whole if replaying it gives what stands at `path`."""
        node = node or self.top
        if isinstance(node, Folder):
            if set(os.listdir(path)) != set(node.now):
                raise Unreadable(f"{path}: {sorted(set(os.listdir(path)) ^ set(node.now))} is not as recorded")
            for name, child in node.now.items():
                self.compare(os.path.join(path, name), child)
        elif not path.endswith(INDEX):
            with open(path, "rb") as file:
                if file.read() != node.now or id(node) in self.mapped:
                    raise Unreadable(f"{path} was written in a way that is not recorded")


def put(table, name, node):
    if node is None:
        table.pop(name, None)
    else:
        table[name] = node


class Luck:
    """What a cut leaves, drawn. Variant 0 keeps everything, 1 only what was flushed, 2 the names without the bytes, 3 the
    bytes without the names; the others are drawn for each page and each name."""

    def __init__(self, variant, numbers):
        self.variant, self.numbers = variant, numbers
        self.bytes = self.names = numbers.choice([0.1, 0.5, 0.9])
        if variant < 4:
            self.bytes, self.names = [(1, 1), (0, 0), (0, 1), (1, 0)][variant]
        self.mended = variant < 4

    def keeps(self):
        return self.numbers.random() < self.bytes

    def keeps_name(self):
        return self.numbers.random() < self.names

    def tears(self):
        return not self.mended and self.numbers.random() < 0.3

    def grows(self):
        return not self.mended and self.numbers.random() < 0.3
