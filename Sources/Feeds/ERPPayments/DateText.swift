import Exchange
import Rules

/// Days as the library system's finance files have them.
enum DateText {
    private static let layout = DateLayout("YYYYMMDD")

    static func isDay(_ text: String) -> Bool { layout?.date(text) != nil }
}

extension CivilDate {
    /// `2026-11-21`; nil for anything else.
    init?(iso text: String) {
        guard let date = DateLayout.iso.date(text) else { return nil }
        self = date
    }
}
