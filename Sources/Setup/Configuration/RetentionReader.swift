import Exchange

/// An institution's `retention`.
enum RetentionReader {
    static let settings: [Setting] = [
        Setting(
            "content", .duration, default: "7d", "Copies of people's data, held loads among them; 30d at most.",
            example: "3d"),
        Setting("rejects", .duration, default: "14d", "The files of rejected records.", example: "7d"),
        Setting("reports", .duration, default: "400d", "The reports of runs.", example: "100d"),
        Setting("ledger", .duration, default: "400d", "The ledger's rows; 31d at least.", example: "800d"),
    ]

    /// Held loads are content, and the ledger must know of them as long as they can be released.
    private static let bounds: [(key: String, days: ClosedRange<Int>, words: String)] = [
        ("content", 0...30, "is 30d at most: it is people's data"),
        ("rejects", 0...36_500, "is 36500d at most"), ("reports", 0...36_500, "is 36500d at most"),
        ("ledger", 31...36_500, "is 31d at least: the ledger must outlive what can still be released"),
    ]

    /// The keys and types have been checked where there is no complaint about them.
    static func check(_ node: Node?, path: String, _ complaints: inout Complaints) {
        guard let node, node.pairs != nil else { return }
        for bound in bounds {
            guard let value = node[bound.key], let time = value.text.flatMap(Settings.milliseconds) else { continue }
            let day = Retention.day * 1000
            if time < bound.days.lowerBound * day || time > bound.days.upperBound * day {
                complaints.add(value.mark, key: "\(path).\(bound.key)", "'\(bound.key)' \(bound.words)")
            }
        }
    }

    static func retention(_ node: Node?) -> Retention {
        func seconds(_ key: String, _ fallback: Int) -> Int {
            node?[key]?.text.flatMap(Settings.milliseconds).map { $0 / 1000 } ?? fallback
        }
        let standard = Retention()
        return Retention(
            content: seconds("content", standard.content), rejects: seconds("rejects", standard.rejects),
            reports: seconds("reports", standard.reports), ledger: seconds("ledger", standard.ledger))
    }
}
