"""Disks without room: a small file system of memory for the state folder, one in a file for the receiver. Each is mounted
in a mount namespace of its own and is gone with the process that lives in it."""

import os
import subprocess
import threading

import freight
from auditor import Verdict

# Mounts, runs, says what it ended with and what stands at the receiver, makes room, runs until nothing is to do.
SCRIPT = """
place=$1 sis=$2 size=$3; shift 3
mount -t tmpfs -o "$size" none "$place" || exit 99
"$@" 2>&1; first=$?
printf '\\nFIRST %s\\n' $first; ls -A "$sis"; echo END
mount -o remount,size=64m,nr_inodes=0 "$place" || exit 99
for turn in 1 2 3 4; do "$@" >"$place/last" 2>&1; status=$?; if [ $status = 3 ]; then break; fi; done
printf 'LAST %s\\n' $status; [ $status = 3 ] || cat "$place/last"
rm "$place/last"; cp -a "$place/." "$sis/../../../kept"
"""
RECEIVER = """
place=$1 image=$2 leave=$3; shift 3
mount -o loop "$image" "$place" || exit 99
mkdir "$place/sis"; chmod 777 "$place/sis"
fallocate -l $(($(stat -f -c '%a * %S' "$place") - leave)) "$place/filler" || exit 99
"$@" 2>&1; first=$?
printf '\\nFIRST %s\\n' $first; ls -A "$place/sis"; echo END
rm "$place/filler"
for turn in 1 2 3 4; do "$@" >"$place/last" 2>&1; status=$?; if [ $status = 3 ]; then break; fi; done
printf 'LAST %s\\n' $status; [ $status = 3 ] || cat "$place/last"
rm "$place/last"; cp -a "$place/sis/." "$place/../../kept"
"""


def unshared(script, *arguments):
    return subprocess.run(
        ["unshare", "-m" if os.geteuid() == 0 else "-rm", "--propagation", "private", "/bin/sh", "-c", script, "sh", *map(str, arguments)],
        capture_output=True, text=True, errors="replace", timeout=300)




class Small:
    """What both lines have in common: cells are bytes of room. `is_possible`: whether this machine lets us mount it."""

    kind = ""

    def __init__(self, bench, feed):
        self.bench, self.feed, self.name = bench, feed, f"{self.kind} {feed}"
        self.cells, self.tried, self.refused, self.failures = [], 0, 0, []
        self.lost = self.doubled = self.partial = self.broken = self.unsaid = 0
        self.lock = threading.Lock()

    def turn(self, cell):
        root = self.bench.fresh(self.feed)
        (root.root / "state").mkdir()
        (root.root / "kept").mkdir()
        made = self.mounted(root, cell)
        trouble = None
        first, _, rest = made.stdout.partition("\nFIRST ")
        status, _, rest = rest.partition("\n")
        there, _, last = rest.partition("END\n")
        if made.returncode == 99 or not status.isdigit():
            trouble = f"nothing could be mounted: {made.stderr[-200:]}"
        else:
            ended = freight.Ended(int(status) if int(status) < 128 else 128 - int(status), first)
            trouble = freight.complaint_about_end(ended)
            there = there.split()
            visible = [name for name in there if not name.startswith(".")]
            if trouble is None and ended.status not in freight.DONE:
                trouble = self.about_refusal(ended, there)
            elif trouble is None and len(visible) != root.outputs:
                trouble = f"claimed to be done, and {len(visible)} stand there"
            if trouble is None and not last.startswith("LAST 3"):
                trouble = f"cannot go on with room: {last[-300:]}"
        self.settle(root)
        verdict = root.audit() if (root.root / freight.LEDGER).exists() else Verdict()
        left = root.leftovers()
        if left and not trouble:
            trouble = f"leaves {left[:3]}"
        root.end()
        with self.lock:
            self.tried += 1
            self.refused += status not in ("0", "1")
            for name in ("lost", "doubled", "partial", "broken"):
                setattr(self, name, getattr(self, name) + len(getattr(verdict, name)))
            self.unsaid += trouble is not None
            if trouble or not verdict.is_clean:
                self.failures.append(
                    f"{self.name} {cell}: {trouble or ''} {verdict.words}\n      it said: {first.strip()[-400:]!r}")

    def row(self):
        return (self.kind, self.feed, len(self.cells), self.tried, self.refused, self.lost, self.doubled, self.partial,
                self.broken, self.unsaid)


class SmallState(Small):
    """State and ledger on a small disk: nothing changes at the receiver before there is room for all of it."""

    kind = "small state"
    step, beyond = 4096, 65_536

    @staticmethod
    def is_possible():
        return unshared("mount -t tmpfs none /mnt").returncode == 0

    def discover(self):
        """Doubles the room until it is enough, then halves the step: what is needed, and 64 KiB."""
        low, high = 0, self.step
        while self.is_short(high):
            low, high = high, high * 2
        while high - low > self.step:
            middle = (low + high) // 2 // self.step * self.step
            low, high = (middle, high) if self.is_short(middle) else (low, middle)
        self.cells = list(range(0, high + self.beyond + 1, self.step))

    def is_short(self, size):
        root = self.bench.fresh(self.feed)
        (root.root / "state").mkdir()
        made = unshared(SCRIPT, root.root / "state", root.sis, f"size={size}", *root.command).stdout
        root.end()
        status = made.partition("\nFIRST ")[2].partition("\n")[0]
        return int(status or 99) not in freight.DONE

    def mounted(self, root, size):
        # tmpfs takes 0 for "no limit": the smallest disk is one without a free inode.
        option = f"size={size}" if size else "size=4096,nr_inodes=1"
        return unshared(SCRIPT, root.root / "state", root.sis, option, *root.command)

    def settle(self, root):
        (root.root / "state").rmdir()
        (root.root / "kept").rename(root.root / "state")

    def about_refusal(self, ended, there):
        if there:
            return f"{there} stand at the receiver"
        said = ended.said.lower()
        return None if "full" in said or "check the disk" in said else f"ended with {ended.status} and names no disk"


class SmallReceiver(Small):
    """The receiver's disk has so little room."""

    kind = "small receiver"

    @staticmethod
    def is_possible():
        return os.geteuid() == 0 and SmallState.is_possible() and os.path.exists("/dev/loop-control")

    def discover(self):
        self.cells = [0, 1024, 4096, 8192, 16_384, 65_536, 1_048_576, 1_100_000, 1_200_000, 2_000_000]

    def mounted(self, root, room):
        image = root.root / "disk"
        with open(image, "wb") as file:
            file.truncate(16 << 20)
        subprocess.run(["/usr/sbin/mkfs.ext4", "-q", "-F", "-m", "0", image], check=True, capture_output=True)
        return unshared(RECEIVER, root.root / "places/alma", image, room, *root.command)

    def settle(self, root):
        for path in (root.root / "kept").iterdir():
            path.rename(root.sis / path.name)

    def about_refusal(self, ended, there):
        parts = [name for name in there if name.startswith(".")]
        if parts:
            return f"{parts} are left at the receiver"
        return None if "place.full" in ended.said else f"ended with {ended.status} and does not name the full disk"
