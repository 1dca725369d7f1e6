/// The name of an element or attribute (Namespaces in XML 1.0): prefixes mean nothing, so none is kept.
package struct XMLName: Hashable, Sendable {
    /// The namespace as it is written, an opaque string; empty where there is none.
    package let namespace: String
    package let local: String

    package init(_ local: String, in namespace: String = "") {
        self.namespace = namespace
        self.local = local
    }
}
