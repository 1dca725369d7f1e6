import Exchange

/// The first bytes of a file, by which its kind is known.
enum FileHead {
    /// At most 4 KiB, as far as they are UTF-8.
    static func text(_ file: any StagedFile) throws(Fault) -> String {
        var head: [UInt8] = []
        try file.eachChunk { chunk throws(Fault) in
            head.append(contentsOf: chunk.withUnsafeBytes { Array($0.prefix(4096 - head.count)) })
            return head.count < 4096 ? .more : .enough
        }
        return String(decoding: head, as: UTF8.self)
    }
}
