/// What a feed remembers between runs. A feed reads it and *proposes* entries in the outcome of its conversion; the
/// engine commits them together with the delivery, so memory never runs ahead of the receiver.
package protocol Notebook: AnyObject {
    /// The value last committed under `key`.
    func entry(_ key: String) throws(Fault) -> String?
    /// Takes the next number of a sequence, at once and for good; the same run asking again gets the same number.
    func reserve(_ sequence: String) throws(Fault) -> Int
}
