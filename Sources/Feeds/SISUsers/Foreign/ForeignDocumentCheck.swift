import Exchange
import Formats

/// What is to be said about a document as a whole, beside its users.
struct ForeignDocumentCheck {
    let document: ForeignDocument
    let report: Report

    func run() {
        encoding()
        guard let root = document.reading.root else { return }
        shape(root)
        counting(root)
        for outside in document.reading.outside { tell(outside) }
    }

    private func encoding() {
        if let encoding = document.reading.foreignEncoding {
            add(.warning, .userEncoding, 1, 0, "The file is in \(encoding); user files are UTF-8.")
        }
        if document.reading.hasByteOrderMark {
            add(.note, .userEncoding, 1, 0, "The file begins with a byte order mark, which it need not.")
        }
    }

    private func shape(_ root: XMLRoot) {
        if !root.name.namespace.isEmpty {
            add(.error, .userRoot, root, "The root has a namespace; user files of version 2 have none.")
        }
        switch root.name.local {
        case "userRecords":
            if document.users == 0, document.reading.outside.contains(where: { $0.name?.local == "userRecord" }) {
                add(.error, .userVersion, root, "The elements are those of user XML of version 1; nothing was read.")
            } else {
                add(
                    .note, .userRoot, root, "The root is 'userRecords', the name of version 1, with users of version 2."
                )
            }
        case "user": add(.note, .userRoot, root, "The root is one user alone, without 'users' around it.")
        default: break
        }
    }

    private func counting(_ root: XMLRoot) {
        for (name, text) in root.attributes {
            guard name == XMLName("total_record_count") else {
                if root.name.local == "users", name.namespace.isEmpty {
                    add(
                        .warning, .userElement, root,
                        "The root has an unknown attribute '\(PlacePath.readable(name.local))'.")
                }
                continue
            }
            if Int(text) == document.users { continue }
            add(
                .warning, .userCount, root,
                "total_record_count is '\(PlacePath.readable(text))', but there are \(document.users) users.")
        }
    }

    private func tell(_ outside: XMLOutside) {
        guard let name = outside.name else {
            return add(.warning, .userElement, outside.line, outside.byte, "Text stands between the users.")
        }
        guard outside.depth == 2 else { return }
        let shown = PlacePath.readable(name.local)
        let hint = nearest(name.local, among: ["user"]).map { " Is '\($0)' meant?" } ?? ""
        add(
            .error, .userElement, outside.line, outside.byte,
            "<\(shown)> stands where users are expected; nothing in it was read.\(hint)")
    }

    private func add(_ severity: Severity, _ code: Code, _ root: XMLRoot, _ message: String) {
        add(severity, code, root.line, root.byte, message)
    }

    private func add(_ severity: Severity, _ code: Code, _ line: Int, _ byte: Int, _ message: String) {
        report.add(Finding(severity, code, Position(byte: byte, line: line), message))
    }
}
