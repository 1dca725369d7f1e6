import Foundation
import FoundationXML
import Testing

/// An XML element as somebody else's parser sees it.
struct UserTree: Equatable {
    let name: String
    let attributes: [String: String]
    var text = ""
    var children: [UserTree] = []

    subscript(name: String) -> String? { children.first { $0.name == name }?.text }

    /// `contact_info/emails/email` and its like: every element there.
    func all(_ path: String) -> [UserTree] {
        path.split(separator: "/").reduce([self]) { trees, part in
            trees.flatMap { tree in tree.children.filter { $0.name == part } }
        }
    }

    static func parse(_ xml: String) throws -> UserTree {
        let parser = XMLParser(data: Data(xml.utf8))
        let growing = Growing()
        parser.delegate = growing
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        return try #require(growing.root)
    }

    private final class Growing: NSObject, XMLParserDelegate {
        var root: UserTree?
        private var open: [UserTree] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { open.append(UserTree(name: name, attributes: attributes)) }

        func parser(_ parser: XMLParser, foundCharacters text: String) { open[open.count - 1].text += text }

        func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
            let done = open.removeLast()
            if open.isEmpty { root = done } else { open[open.count - 1].children.append(done) }
        }
    }
}
