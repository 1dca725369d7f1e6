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

    static func countUsersInXML(_ file: any StagedFile) throws(Fault) -> Int {
        let scan = XMLScan(counting: "user")
        try file.eachChunk { chunk throws(Fault) in
            var fault: Fault?
            chunk.withUnsafeBytes { bytes in
                do throws(Fault) { try scan.read(bytes) } catch { fault = error }
            }
            if let fault { throw fault }
            return .more
        }
        return try finish(scan)
    }

    private static func finish(_ scan: XMLScan) throws(Fault) -> Int {
        try scan.finish()
        guard scan.root == "users" else {
            throw Fault(.sisXML, .reject, "The root of the user file is '\(scan.root ?? "nothing")', not 'users'.")
        }
        return scan.counted
    }
}
