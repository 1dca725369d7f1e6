import Exchange

/// What a run may take, in plain English.
struct BoundsWords {
    let bounds: RunBounds

    var lines: [String] {
        [
            "A run may use \(memory) of memory and compute for \(time(bounds.cpu)); under the daemon it is ended after "
                + "\(time(bounds.silence)) without progress.",
            bounds.attempts == 0
                ? "Files over which a run ends are tried again for ever."
                : "Files over which \(counted(bounds.attempts, "process or run", "processes or runs")) end before anything is sent are set aside.",
        ]
    }

    /// By key, what holds where a profile does not say.
    var table: [String: String] {
        [
            "limits.memory": memory, "limits.cpu": time(bounds.cpu), "limits.silence": time(bounds.silence),
            "limits.attempts": "\(bounds.attempts)",
        ].mapValues { "\($0)  (inherited)" }
    }

    private func time(_ seconds: Int) -> String { DurationWords.text(seconds * 1000) }

    /// As it is written: in the largest unit that leaves no rest.
    private var memory: String {
        let units = [("GiB", 1 << 30), ("GB", 1_000_000_000), ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10)]
        let unit = units.first { bounds.memory % $0.1 == 0 } ?? ("bytes", 1)
        return "\(bounds.memory / unit.1) \(unit.0)"
    }

    private func counted(_ number: Int, _ one: String, _ many: String) -> String {
        number == 1 ? "a \(one)" : "\(number) \(many)"
    }
}
