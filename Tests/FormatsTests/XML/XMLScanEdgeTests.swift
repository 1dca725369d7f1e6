import Formats
import Glibc
import Testing

/// The scan looks at eight bytes at a time; it must never look behind the bytes it was lent.
@Suite struct XMLScanEdgeTests {
    @Test func `reads nothing behind a chunk, wherever the chunk ends`() throws {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        // A page that may be read and one that may not: one byte too far ends the process.
        let base = try #require(
            mmap(nil, page * 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        defer { munmap(base, page * 2) }
        try #require(mprotect(base + page, page, PROT_NONE) == 0)
        let inner = "<line1>12</line1><line12345678>a</line12345678><x a=\"1\"/>é"
        let text = Array("<users><user>\(inner)</user></users>".utf8)
        for length in 1...text.count {
            let start = base + page - length
            start.copyMemory(from: text, byteCount: length)
            let scan = XMLScan(counting: "user")
            try scan.read(UnsafeRawBufferPointer(start: start, count: length))
            if length == text.count {
                try scan.finish()
                #expect(scan.counted == 1 && scan.elements == 5)
            }
        }
    }
}
