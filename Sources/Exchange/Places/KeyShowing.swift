/// A kind of place that proves by a host key who it is, and whose keys a person can look at before trusting them.
package protocol KeyShowing {
    /// Where the connection itself says which keys are right: `pinned`, `in known_hosts`. Nil: what a person trusted.
    var keyRule: String? { get }

    /// Every key the server can be made to show, one for each type. Nobody logs in, and nothing is trusted by this.
    func shownKeys(_ visit: Visit) throws(Fault) -> [ShownKey]

    /// What persons decided about keys, trusted or revoked, in the order of the decisions.
    func recallKeys(_ memory: any PlaceMemory) throws(Fault) -> [TrustedHostKey]

    /// From now on this holds of that key, whatever was said of it before; on the disk when it returns.
    func recordKey(_ key: TrustedHostKey, _ memory: any PlaceMemory) throws(Fault)
}
