/// Texts between the records of a document, as far as it has been read: by local name, the first of each.
package final class XMLKept {
    private var texts: [String: String] = [:]

    init() {}

    package subscript(local: String) -> String? { texts[local] }

    func add(_ local: String, _ text: [UInt8]) {
        if texts[local] == nil { texts[local] = String(decoding: text, as: UTF8.self) }
    }
}
