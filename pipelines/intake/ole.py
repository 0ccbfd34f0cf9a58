"""The compound file (OLE2) that holds a legacy .doc: its directory and its streams, read in memory.

Format: [MS-CFB]. Every chain is followed at most as many steps as the file has sectors, so a looping chain ends.
"""

import struct
from dataclasses import dataclass

from pipelines.errors import DamagedFile

FREE = 0xFFFFFFFA  # from here on: markers, no sector numbers
MAX_ENTRIES = 4_096


@dataclass(frozen=True)
class Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    start: int
    size: int


class CompoundFile:
    """Streams by name; `read(name)` gives the bytes."""

    def __init__(self, data: bytes):
        try:
            self._open(data)
        except (struct.error, IndexError, ValueError, OverflowError) as error:
            raise DamagedFile() from error

    def _open(self, data: bytes) -> None:
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise DamagedFile()
        self.sector = 1 << shift
        self.sectors = len(data) // self.sector
        directory, self.cutoff, mini_fat, difat = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60, 68))
        self.fat = self._numbers(self._fat_sectors(difat))
        self.mini_fat = self._numbers(self._chain(mini_fat, self.fat))
        self.entries = self._directory(self._read_chain(directory))
        root = next((entry for entry in self.entries if entry.kind == 5), None)
        self.mini = self._read_chain(root.start)[: root.size] if root else b""

    def _fat_sectors(self, difat: int) -> list[int]:
        numbers = list(struct.unpack_from("<109I", self.data, 76))
        for _ in range(self.sectors):
            if difat >= FREE:
                break
            block = struct.unpack(f"<{self.sector // 4}I", self._sector(difat))
            numbers.extend(block[:-1])
            difat = block[-1]
        return [number for number in numbers if number < FREE][: self.sectors]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        block = self.data[start : start + self.sector]
        if not block:
            raise DamagedFile()
        return block.ljust(self.sector, b"\x00")  # the last one may be cut short

    def _numbers(self, sectors: list[int]) -> list[int]:
        raw = b"".join(self._sector(number) for number in sectors)
        return list(struct.unpack(f"<{len(raw) // 4}I", raw))

    def _chain(self, start: int, table: list[int]) -> list[int]:
        chain = []
        while start < FREE:
            if len(chain) > len(table) or start >= len(table):
                raise DamagedFile()
            chain.append(start)
            start = table[start]
        return chain

    def _read_chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(start, self.fat))

    def _directory(self, raw: bytes) -> tuple[Entry, ...]:
        entries = []
        for at in range(0, min(len(raw), MAX_ENTRIES * 128) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            if kind:
                name = raw[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", raw, at + 116)
                entries.append(Entry(name, kind, start, size))
        return tuple(entries)

    def read(self, name: str) -> bytes:
        """The stream of that name, b"" when there is none; raises DamagedFile for a broken chain."""
        entry = next((entry for entry in self.entries if entry.name == name and entry.kind == 2), None)
        if entry is None:
            return b""
        if entry.size >= self.cutoff:
            return self._read_chain(entry.start)[: entry.size]
        chain = self._chain(entry.start, self.mini_fat)
        return b"".join(self.mini[number * 64 : number * 64 + 64] for number in chain)[: entry.size]


def read_directory(data: bytes) -> frozenset[str]:
    """Names of all streams and storages of a compound file; raises DamagedFile."""
    return frozenset(entry.name for entry in CompoundFile(data).entries)
