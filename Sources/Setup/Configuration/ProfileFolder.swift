/// How files and names in `Profiles/` relate.
package enum ProfileFolder {
    static let root = "Profiles"
    static let institutions = "Profiles/institutions.yaml"
    static let ending = ".yaml"
    /// Files of that name are not profiles.
    private static let reserved: Set<String> = ["connections", "institutions", "calendars"]

    /// Letters, digits, `-` and `_`: names become parts of paths, of file names and of database names.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
        return isWord(first) && text.utf8.allSatisfy { isWord($0) || $0 == 0x2D || $0 == 0x5F }
    }

    /// The profile a file in the folder holds.
    package static func profile(inFile name: String) -> String? {
        guard name.hasSuffix(ending) else { return nil }
        let stem = String(name.dropLast(ending.count))
        return isName(stem) && !reserved.contains(stem) ? stem : nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
