import Foundation
import FoundationXML

/// Somebody else's reading of a user file: each user's texts by path, or why it is not well-formed.
final class DeliveredUsers: NSObject, XMLParserDelegate {
    typealias Tree = [String: [String]]

    private(set) var trees: [Tree] = []
    private(set) var isWhole = false
    var users: Int { trees.count }
    /// Every text of every user.
    var values: Set<String> { Set(trees.flatMap { $0.values.joined() }) }
    private var user: Tree = [:]
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
        if path == ["users", "user"] { user = [:] }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        if path == ["users", "user"] { trees.append(user) }
        if path.count > 2, !text.isEmpty { user[path.dropFirst(2).joined(separator: "/"), default: []].append(text) }
        path.removeLast()
        text = ""
    }

    /// A tree as bytes, so that equal means letter by letter: Swift's texts are equal in two spellings of one letter.
    static func exact(_ tree: Tree) -> [UInt8] {
        tree.sorted { $0.key < $1.key }.flatMap { path, texts in
            Array(path.utf8) + [0] + texts.flatMap { Array($0.utf8) + [1] }
        }
    }
}
