/// How an upload is held against what was sent, before it is published.
package enum DeliveryCheck: String, Hashable, Sendable, CaseIterable {
    /// Every byte is fetched again and its digest compared.
    case readback
    /// The receiver's word for the size is taken. The report says so.
    case size
}
