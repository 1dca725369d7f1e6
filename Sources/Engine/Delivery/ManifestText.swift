import Exchange
import Ledger

/// What manifests and done-files are called, and what stands in them.
enum ManifestText {
    static func name(_ pattern: NamePattern, _ run: OpenRun) -> String {
        pattern.filled { placeholder in
            switch placeholder {
            case .date: run.row.now.compactDate
            case .time: run.row.now.compactTime
            case .run: run.row.id
            case .sequence: String(run.row.sequence)
            case .profile: run.plan.profile.profile
            default: ""
            }
        }
    }

    /// Beside the file it speaks of.
    static func doneName(_ pattern: NamePattern, _ delivery: DeliveryRow) -> String {
        let name = PlacePath.last(delivery.target)
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return PlacePath.join(delivery.folder, pattern.filled { $0 == .name ? name : stem })
    }

    /// As `sha256sum -c` reads it from within the folder: digest, two blanks, name. A name with a backslash has each of
    /// them doubled and one in front of the line (GNU coreutils manual, "md5sum invocation"); names have no line ends.
    static func text(_ deliveries: [DeliveryRow]) -> String {
        deliveries.map { delivery in
            let name = PlacePath.last(delivery.target)
            let mark = name.contains("\\") ? "\\" : ""
            return "\(mark)\(delivery.digest.hex)  \(name.replacing("\\", with: "\\\\"))\n"
        }.joined()
    }

    /// Name, size in bytes, SHA-256.
    static func line(of delivery: DeliveryRow) -> String {
        "\(PlacePath.last(delivery.target)) \(delivery.size) \(delivery.digest.hex)\n"
    }
}
