import Exchange

/// A server's clock against ours.
enum ClockSkew {
    /// Seconds by which a file's time is ahead of ours (negative: behind), where it was written between two moments of
    /// our clock. Servers tell whole seconds.
    static func seconds(_ modified: Moment, between before: Moment, and after: Moment) -> Int {
        if modified.seconds < before.seconds { return modified.seconds - before.seconds }
        return max(0, modified.seconds - after.seconds)
    }

    /// `2 s`, `-61 s`.
    static func words(_ seconds: Int) -> String { "\(grouped(seconds)) s" }

    static func sentence(_ seconds: Int) -> String {
        if seconds == 0 { return "as ours" }
        return "\(words(abs(seconds))) \(seconds > 0 ? "ahead of" : "behind") ours"
    }
}
