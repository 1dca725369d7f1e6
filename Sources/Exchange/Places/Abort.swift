/// A request to stop, asked for between steps. Sendable, because signals and deadlines come from elsewhere.
package struct Abort: Sendable {
    private let asked: @Sendable () -> Bool

    package init(_ asked: @escaping @Sendable () -> Bool) { self.asked = asked }

    package static let never = Abort { false }

    package var isRequested: Bool { asked() }
}
