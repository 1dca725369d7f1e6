/// What UNH says a message is (S009).
package struct EDIMessageType: Hashable, Sendable, CustomStringConvertible {
    /// `INVOIC`.
    package let name: String
    /// `D`, also where `0` is written for it.
    package let version: String
    /// `96A`.
    package let release: String
    package let agency: String
    /// `EAN008`; often empty.
    package let association: String

    init(_ header: EDISegment) {
        func part(_ component: Int) -> String { String(header[2, component].filter { $0 != " " }) }
        name = part(1)
        version = part(2) == "0" ? "D" : part(2)
        release = part(3)
        agency = part(4)
        association = part(5)
    }

    package init(
        _ name: String, version: String = "D", release: String = "96A", agency: String = "UN", association: String = ""
    ) {
        self.name = name
        self.version = version
        self.release = release
        self.agency = agency
        self.association = association
    }

    /// `INVOIC D.96A`.
    package var description: String { "\(name) \(version).\(release)" }
}
