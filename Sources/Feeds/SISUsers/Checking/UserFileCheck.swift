import Exchange
import Formats

/// Reads a zipped user file back: container, checksums, tag balance, and the number of users, by our own scan.
enum UserFileCheck {
    /// That the text is UTF-8 was seen to when it was written, and the container's checksum proves these are the bytes.
    static func countUsers(_ file: any StagedFile) throws(Fault) -> Int {
        let zip = ZipCheck()
        var scan: (name: String, scan: XMLScan)?
        var users = 0
        try file.eachChunk { chunk throws(Fault) in
            try zip.read(chunk) { entry, bytes throws(Fault) in
                if let current = scan, current.name != entry.name {
                    users += try UserFileCheck.finish(current.scan)
                    scan = nil
                }
                let current = scan ?? (entry.name, XMLScan(counting: "user", checksUTF8: false))
                scan = current
                try current.scan.read(bytes)
            }
            return .more
        }
        _ = try zip.finish()
        if let scan { users += try finish(scan.scan) }
        return users
    }

    /// The same by somebody else's eyes: unpacked by libarchive, every entry must be a user file.
    static func countUsersInForeignZip(_ file: any StagedFile) throws(Fault) -> Int {
        let zip = try ZipReader(StagedSource(file))
        var users = 0
        var entries = 0
        while let entry = try zip.next() {
            if entry.kind != .file { continue }
            entries += 1
            let scan = XMLScan(counting: "user")
            try zip.contents { bytes throws(Fault) in
                try blamingTheFile { () throws(Fault) in try scan.read(bytes) }
                return .more
            }
            users += try blamingTheFile { () throws(Fault) in try finish(scan) }
        }
        if entries == 0 {
            throw Fault(.sisXML, .reject, "\(PlacePath.readable(file.name)) is a zip with nothing in it.")
        }
        return users
    }

    /// Damage in what we wrote is this machine's fault; in a file from anywhere, it is the file's.
    private static func blamingTheFile<Answer>(_ body: () throws(Fault) -> Answer) throws(Fault) -> Answer {
        do throws(Fault) { return try body() } catch {
            guard error.code == .xmlDamaged else { throw error }
            throw Fault(.sisXML, .reject, error.message, context: error.context)
        }
    }

    private static func finish(_ scan: XMLScan) throws(Fault) -> Int {
        try scan.finish()
        guard scan.root == "users" else {
            throw Fault(.sisXML, .reject, "The root of the user file is '\(scan.root ?? "nothing")', not 'users'.")
        }
        return scan.counted
    }
}
