/// What happens to a file without a single byte, once it has settled.
package enum EmptyFiles: String, Sendable, CaseIterable {
    /// Nothing is taken, and a person is told: an empty file is an extract that went wrong far more often than news.
    case hold
    /// It stays, with an error in the report; the others are taken.
    case reject
    /// Like any other file.
    case take
    /// As if it were not there.
    case ignore
}
