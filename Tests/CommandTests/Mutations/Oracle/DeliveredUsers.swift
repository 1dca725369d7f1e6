import Foundation
import FoundationXML

/// Somebody else's reading of a user file: the values in it, or why it is not well-formed.
final class DeliveredUsers: NSObject, XMLParserDelegate {
    private(set) var users = 0
    private(set) var values: Set<String> = []
    private(set) var isWhole = false
    private var text = ""
    private var path: [String] = []

    init(_ xml: [UInt8]) {
        super.init()
        let parser = XMLParser(data: Data(xml))
        parser.delegate = self
        isWhole = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        path.append(element)
        text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        if element == "user" { users += 1 }
        // Dates are rewritten, types and constants are the profile's: what is left came from a cell.
        let own =
            element.hasSuffix("_date") || element.hasSuffix("_type") || ["status", "record_type"].contains(element)
        if !own, !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, text != "Exampleton" {
            values.insert(text)
        }
        path.removeLast()
        text = ""
    }
}
