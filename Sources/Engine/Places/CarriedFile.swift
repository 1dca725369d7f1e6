import Exchange

/// One file that was to be carried, and what became of it.
package struct CarriedFile: Sendable {
    package let from: String
    package let to: String
    package let bytes: Int
    package let fault: Fault?
}
