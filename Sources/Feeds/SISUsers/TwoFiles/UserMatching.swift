import Formats

/// What a person is known by in both files.
struct UserMatching {
    /// The type of the identifier; nil for the primary id.
    private let type: String?

    init(_ key: String) { type = key == "primary_id" ? nil : key }

    /// The primary id in small letters (its capitals mean nothing), or the first identifier of the type; nil without.
    func key(_ record: XMLRecord) -> [UInt8]? {
        guard let type else {
            let id = id(record).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
            return id.isEmpty ? nil : id
        }
        for index in record.elements.indices where record.name(index).local == "id_type" {
            let found = record.text(record.trimmed(record.elements[index].text))
            guard found == type else { continue }
            let parent = record.elements[index].parent
            let value = record.elements.indices.first {
                record.elements[$0].parent == parent && record.name($0).local == "value"
            }
            guard let value else { continue }
            let bytes = Array(record.bytes[record.trimmed(record.elements[value].text)])
            if !bytes.isEmpty { return bytes }
        }
        return nil
    }

    /// The primary id as it stands; empty without.
    func id(_ record: XMLRecord) -> [UInt8] {
        record.child("primary_id").map { Array(record.bytes[record.trimmed(record.elements[$0].text)]) } ?? []
    }
}
