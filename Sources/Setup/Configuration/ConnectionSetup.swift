import Exchange

/// One connection of an institution, found whole.
package struct ConnectionSetup: Sendable {
    package let name: String
    package let scheme: String
    /// What the transport reads.
    package let settings: Settings
    package let transport: any Transport
    /// Where it is defined.
    package let mark: Mark
}
